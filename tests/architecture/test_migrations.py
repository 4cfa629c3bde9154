"""Each room makes its tables at once; only what makes a table may stand in the migration that does so."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader

from inglenook.core.at_once import AtOnce

MAKES_OR_DESCRIBES_A_TABLE = (
    operations.CreateModel,
    operations.AddField,
    operations.AddIndex,
    operations.AddConstraint,
)


def firsts():
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("inglenook.")}
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return [one for (room, _), one in loader.disk_migrations.items() if room in ours and one.initial]


@pytest.mark.django_db
def test_first_migrations_make_their_tables_at_once():
    assert len(firsts()) == 9
    assert [str(one) for one in firsts() if not isinstance(one, AtOnce)] == []
    others = [(str(one), step) for one in firsts() for step in one.operations]
    assert [(name, step) for name, step in others if not isinstance(step, MAKES_OR_DESCRIBES_A_TABLE)] == []
