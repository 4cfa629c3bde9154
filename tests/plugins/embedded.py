"""Give the tests a database when none is named: an embedded server of their own, fast and not durable.

Loaded by `-p` in pyproject.toml, so that DATABASE_URL stands before Django reads its settings. Workers of
pytest-xdist inherit it, and pytest-django gives each its own database. The server stops with the last run.
"""

import os

from inglenook.config.cluster import Cluster
from inglenook.config.embedded import attach
from inglenook.config.home import home

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = attach(Cluster(home() / "test-postgres", durable=False))
