"""The indexes that pages read records by, put aside while a first load fills an empty table.

Row by row such an index costs as much as the row; made at once from all rows, a tenth of that. What guards the rows
(keys, uniqueness, references) always stays, so that a run that is killed leaves nothing but slow pages, until the
next import puts the indexes back.
"""

from django.apps import apps
from django.db import connection

from .tables import ASKED_BY


def set_aside() -> None:
    """Drop these indexes where there are no rows yet."""
    with connection.cursor() as cursor, connection.schema_editor() as editor:
        for model in _models():
            cursor.execute(f"SELECT EXISTS (SELECT FROM {model._meta.db_table})")  # noqa: S608
            if not cursor.fetchone()[0]:
                for index in model._meta.indexes:
                    editor.remove_index(model, index)


def put_back() -> None:
    """Make these indexes wherever they are missing."""
    with connection.cursor() as cursor, connection.schema_editor() as editor:
        for model in _models():
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
            for index in model._meta.indexes:
                if index.name not in there:
                    editor.add_index(model, index)


def _models() -> list:
    return [model for model in apps.get_app_config("people").get_models() if model._meta.db_table in ASKED_BY]
