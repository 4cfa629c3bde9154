"""Organisations, teams, roles and access: who may see whose rows, said once and enforced in PostgreSQL.

Start with `roles.py` (who may read and write which section), then `policies.py` (the SQL made from it) and
`access.py` (how a process takes an actor's place).
"""
