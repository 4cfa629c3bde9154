"""Which practices stand under an organisation."""

from collections.abc import Iterable

from django.db import connection

_PRACTICES = """
WITH RECURSIVE under AS (
  SELECT id, kind FROM core_organisation WHERE id = ANY (%s)
  UNION SELECT o.id, o.kind FROM core_organisation o JOIN under ON o.parent_id = under.id
) SELECT array_agg(id) FROM under WHERE kind = 'practice'
"""


def practices_under(organisations: Iterable[int]) -> list[int]:
    """Keys of all practices at any depth under these organisations, themselves among them."""
    with connection.cursor() as cursor:
        cursor.execute(_PRACTICES, [list(organisations)])
        return cursor.fetchone()[0] or []
