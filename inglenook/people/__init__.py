"""The left wall: persons, what is recorded about them, what they prefer, whom they let in.

Start with `models/person.py`, then `models/record.py`. Views reach a person only through `api.person_for`, which
scopes by the actor and records the look.
"""
