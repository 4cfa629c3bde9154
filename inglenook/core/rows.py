"""Lists read inside another row's statement, as mappings."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject


def rows_of(rows: QuerySet, names: tuple[str, ...], **others) -> ArraySubquery:
    """The rows as an array of mappings by these names, and `others` by theirs. Dates and refs come as text."""
    return ArraySubquery(rows.values(row=JSONObject(**{name: F(name) for name in names}, **others)))
