"""The centre of the house: recall, preparation, conversation, plan, review.

Start with `rules.py` (the states of the cycle as a table), then `models/`. One sub-package a step:
`recall`, `gather`, `preparation`, `conversation`, `plan`, `today`.
"""
