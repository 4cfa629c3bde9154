"""Rows of a feed into temporary tables by COPY, then into the directory, each kind by one statement.

A row is written only where its fingerprint is new; what a complete feed no longer has is marked gone, never removed.
Edits that people made here stay in their own column; the columns of edited rows are made anew from both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper

from ..models import Feed, Provider, Service, ServiceAtSite, Site, Term, Vocabulary
from . import columns
from .merging import merged

COMMON = {"source_id": "text", "ref": "uuid", "document": "jsonb", "fingerprint": "uuid"}


@dataclass(frozen=True)
class Kind:
    """How one kind of row is staged: `links` are columns that name other rows by their feed's ids."""

    name: str
    table: str
    columns: dict[str, str]
    links: dict[str, tuple[str, bool]]  # column: (table, must be there)

    @property
    def staged(self) -> dict[str, str]:
        return COMMON | dict.fromkeys(self.links, "text") | self.columns


def _kind(name: str, model, given: str, **links) -> Kind:
    typed = dict(column.split(":") for column in given.split())
    return Kind(name, model._meta.db_table, typed, {k: (m._meta.db_table, must) for k, (m, must) in links.items()})


KINDS = (
    _kind("vocabulary", Vocabulary, "name:text description:text version:text"),
    _kind("term", Term, "name:text description:text code:text", vocabulary=(Vocabulary, False), parent=(Term, False)),
    _kind("provider", Provider, "name:text description:text email:text phone:text website:text"),
    _kind(
        "site",
        Site,
        "name:text address:text postcode:text latitude:float8 longitude:float8 access:text[]",
    ),
    _kind(
        "service",
        Service,
        "name:text description:text status:text assured_on:date url:text email:text phone:text serves:float8[]",
        provider=(Provider, True),
    ),
    _kind("at_site", ServiceAtSite, "", service=(Service, True), site=(Site, True)),
)
OTHERS = {"service_term": {"service": "text", "term": "text"}, "refused": {"source_id": "text"}}
# What keeps a row, beside having been staged: it is what could not be taken this time, or something there needs it.
KEPT_BY = {
    "service": "SELECT FROM in_refused r WHERE r.source_id = kept.source_id",
    "at_site": "SELECT FROM in_refused r JOIN community_service s USING (source_id) WHERE s.id = kept.service_id",
    "site": "SELECT FROM community_serviceatsite a WHERE a.site_id = kept.id AND a.gone_at IS NULL",
    "provider": "SELECT FROM community_service s WHERE s.provider_id = kept.id AND s.gone_at IS NULL",
    "term": "SELECT FROM community_serviceterm a WHERE a.term_id = kept.id",
    "vocabulary": "SELECT FROM community_term t WHERE t.vocabulary_id = kept.id AND t.gone_at IS NULL",
}
MADE_AGAIN = ((Provider, columns.provider), (Site, columns.site), (Service, columns.service))


def prepare() -> None:
    """Make the temporary tables, empty."""
    with connection.cursor() as cursor:
        for name, staged in _tables().items():
            typed = ", ".join(f"{column} {type_}" for column, type_ in staged.items())
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.in_{name}")
            cursor.execute(f"CREATE TEMP TABLE in_{name} ({typed})")


def stage(rows: dict[str, list[tuple]]) -> None:
    """Copy rows into the temporary tables."""
    with connection.cursor() as cursor:
        for name, staged in _tables().items():
            if rows[name]:
                with cursor.copy(f"COPY in_{name} ({', '.join(staged)}) FROM STDIN") as copy:
                    for row in rows[name]:
                        copy.write_row(row)


def put_in(feed: Feed, *, complete: bool) -> dict[str, dict[str, int]]:
    """Bring the directory to what was staged; returns by kind how many were written and how many went.

    Nothing goes on the word of an incomplete feed, but a service that was read no longer is where it is no longer
    said to be. Call inside a transaction.
    """
    with _hashing() as cursor:
        _index(cursor)
        written = {kind.name: _written(cursor, kind, feed) for kind in KINDS}
        cursor.execute(PARENTS, {"feed": feed.pk})
        cursor.execute(NO_LONGER_ABOUT, {"feed": feed.pk})
        cursor.execute(ABOUT, {"feed": feed.pk})
        gone = {kind.name: _gone(cursor, kind, feed, complete) for kind in reversed(KINDS)}
    _edit_again(feed)
    return {name: {"written": written[name], "gone": gone[name]} for name in written}


def losses(feed: Feed) -> tuple[int, int, int]:
    """Services of the feed that are known, those among them that were not staged, and those of these whose name and
    provider came again under another id."""
    with _hashing() as cursor:
        cursor.execute(LOSSES, {"feed": feed.pk})
        return cursor.fetchone()


@contextmanager
def _hashing() -> Iterator[CursorWrapper]:
    """Tables filled a moment ago have no statistics; a nested loop would go through all of one for each of another."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield cursor
        cursor.execute("SET LOCAL enable_nestloop = on")


def _tables() -> dict[str, dict[str, str]]:
    return {kind.name: kind.staged for kind in KINDS} | OTHERS


def _index(cursor) -> None:
    for kind in KINDS:
        cursor.execute(f"CREATE INDEX ON in_{kind.name} (source_id)")
        cursor.execute(f"ANALYZE in_{kind.name}")
    for name in OTHERS:
        cursor.execute(f"ANALYZE in_{name}")


def _written(cursor, kind: Kind, feed: Feed) -> int:
    own = [*COMMON, *kind.columns]
    linked = [name for name in kind.links if name != "parent"]
    names = [*own, *(f"{name}_id" for name in linked)]
    values = [*(f"i.{name}" for name in own), *(f"of_{name}.id" for name in linked)]
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name not in ("source_id", "ref"))
    cursor.execute(
        f"""INSERT INTO {kind.table} AS kept (feed_id, changed_at, {", ".join(names)})
        SELECT %(feed)s, statement_timestamp(), {", ".join(values)} FROM in_{kind.name} i {_joins(kind, linked)}
        WHERE NOT EXISTS (SELECT FROM {kind.table} known WHERE known.feed_id = %(feed)s
          AND known.source_id = i.source_id AND known.fingerprint = i.fingerprint AND known.gone_at IS NULL)
        ON CONFLICT (feed_id, source_id) DO UPDATE
        SET {changes}, changed_at = excluded.changed_at, gone_at = NULL""",
        {"feed": feed.pk},
    )
    return cursor.rowcount


def _joins(kind: Kind, linked: list[str]) -> str:
    return " ".join(
        f"{'' if kind.links[name][1] else 'LEFT '}JOIN {kind.links[name][0]} of_{name}"
        f" ON of_{name}.feed_id = %(feed)s AND of_{name}.source_id = i.{name}"
        for name in linked
    )


def _gone(cursor, kind: Kind, feed: Feed, complete: bool) -> int:
    if not complete and kind.name != "at_site":
        return 0
    cursor.execute(
        f"""UPDATE {kind.table} kept SET gone_at = statement_timestamp(), changed_at = statement_timestamp()
        WHERE feed_id = %(feed)s AND gone_at IS NULL {"" if complete else OF_A_SERVICE_READ}
          AND NOT EXISTS (SELECT FROM in_{kind.name} i WHERE i.source_id = kept.source_id)
          AND NOT EXISTS ({KEPT_BY[kind.name]})""",
        {"feed": feed.pk},
    )
    return cursor.rowcount


def _edit_again(feed: Feed) -> None:
    """The columns of rows that people here edited, from the new document and their edits. These are few."""
    for model, made in MADE_AGAIN:
        edited = list(model.objects.filter(feed=feed).exclude(edits={}).select_for_update())
        for row in edited:
            for name, value in made(merged(row.document, row.edits)).items():
                setattr(row, name, value)
        if edited:
            model.objects.bulk_update(edited, list(made(edited[0].document)))


OF_A_SERVICE_READ = """
AND EXISTS (SELECT FROM in_service i JOIN community_service s ON s.source_id = i.source_id AND s.feed_id = %(feed)s
  WHERE s.id = kept.service_id)
"""

PARENTS = """
UPDATE community_term t SET parent_id = p.id FROM in_term i
LEFT JOIN community_term p ON p.feed_id = %(feed)s AND p.source_id = i.parent
WHERE t.feed_id = %(feed)s AND t.source_id = i.source_id AND t.parent_id IS DISTINCT FROM p.id
"""

ABOUT = """
INSERT INTO community_serviceterm (service_id, term_id)
SELECT DISTINCT s.id, t.id FROM in_service_term i
JOIN community_service s ON s.feed_id = %(feed)s AND s.source_id = i.service
JOIN community_term t ON t.feed_id = %(feed)s AND t.source_id = i.term
ON CONFLICT DO NOTHING
"""

NO_LONGER_ABOUT = """
DELETE FROM community_serviceterm about USING community_service s, in_service i, community_term t
WHERE about.service_id = s.id AND s.feed_id = %(feed)s AND s.source_id = i.source_id AND t.id = about.term_id
  AND t.feed_id = %(feed)s AND NOT EXISTS (
    SELECT FROM in_service_term n WHERE n.service = s.source_id AND n.term = t.source_id)
"""

LOSSES = """
SELECT count(*), count(*) FILTER (WHERE i.source_id IS NULL),
  count(*) FILTER (WHERE i.source_id IS NULL AND new.name IS NOT NULL)
FROM community_service s JOIN community_provider p ON p.id = s.provider_id
LEFT JOIN in_service i ON i.source_id = s.source_id
LEFT JOIN (
  SELECT DISTINCT i.name, p.name AS provider FROM in_service i JOIN in_provider p ON p.source_id = i.provider
  WHERE NOT EXISTS (SELECT FROM community_service k WHERE k.feed_id = %(feed)s AND k.source_id = i.source_id)
) new ON new.name = s.document ->> 'name' AND new.provider = p.document ->> 'name'
WHERE s.feed_id = %(feed)s AND s.gone_at IS NULL
"""
