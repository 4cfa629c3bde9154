"""Put rows into PostgreSQL: binary COPY straight into the table, or through a staging table when rows are known.

This connection is the owner's: PostgreSQL does not allow COPY into a table under row-level security for a role that
is bound by it, and no person's rows are shown to anyone here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import adbc_driver_postgresql.dbapi as adbc
import pyarrow as pa
import pyarrow.compute as pc
from adbc_driver_manager import Error
from django.db import connection
from psycopg.conninfo import make_conninfo

from .models import ImportFile

CONNECTING = ("dbname", "host", "port", "user", "password")
UNIQUE_VIOLATION = "23505"

# Joined to the list, not compared with it: without an index PostgreSQL would go through the list for each row.
HOLD = """
SELECT count(*) FROM (
  SELECT FROM {table} p WHERE id IN (SELECT unnest(($1::text)::bigint[])) ORDER BY id FOR KEY SHARE OF p
) held"""


def address() -> str:
    """How libpq reaches the database that Django uses."""
    given = connection.get_connection_params()
    return make_conninfo(**{name: given[name] for name in CONNECTING if given.get(name)})


class KnownAlready(Exception):
    """A row of this transaction was known; it is undone and can be done again."""


class Gone(Exception):
    """A person or practice was removed while rows about them came in; the same import again goes on without them."""


class Store:
    """One connection and its current transaction. Tables are those of people, by name."""

    def __init__(self):
        self._connection = adbc.connect(address())
        self._merging: set[str] = set()
        self._may_hold = self.ask("SELECT has_parameter_privilege('session_replication_role', 'SET')")[0][0].as_py()
        self.execute("SET synchronous_commit = off")  # what a power cut takes is read again: progress goes with rows
        self.commit()

    def close(self) -> None:
        self._connection.rollback()
        self._connection.close()

    def commit(self) -> None:
        self._connection.commit()

    def execute(self, sql: str, parameters: Sequence = ()) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, parameters or None)

    def ask(self, sql: str, parameters: Sequence = ()) -> pa.Table:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, parameters or None)
            return cursor.fetch_arrow_table()

    def analyse(self, tables: Mapping[str, Sequence[str]]) -> None:
        """Have PostgreSQL look at these columns, so that its plans are good from the first page on."""
        listed = (f"{table} ({', '.join(columns)})" for table, columns in tables.items())
        self.execute(f"ANALYZE {', '.join(listed)}")
        self.commit()

    def progress(self, file: ImportFile) -> None:
        """Note how far a file has been read, to be committed with what came from it."""
        self.execute(
            'UPDATE exchange_importfile SET "offset" = $1, lines = $2, is_done = $3, counts = ($4::text)::jsonb'
            " WHERE id = $5",
            (file.offset, file.lines, file.is_done, json.dumps(file.counts), file.pk),
        )

    def add(self, table: str, rows: pa.Table) -> int:
        """Add rows to a table of records and return how many resources that added or changed.

        Rows are copied straight in until one turns out to be known: then the transaction is undone, KnownAlready
        raised, and from then on the table's rows are merged.
        """
        resources = len(rows["place"].unique())
        if not resources:
            return 0
        if table in self._merging:
            return self._merged(table, rows)
        try:
            self._copy_about_people(table, rows.drop_columns("place"))
        except Error as error:
            if error.sqlstate != UNIQUE_VIOLATION:
                raise
            self._connection.rollback()  # the driver knows no savepoints
            self._merging.add(table)
            raise KnownAlready from error
        return resources

    def _copy_about_people(self, table: str, rows: pa.Table) -> None:
        with self.holding("people_person", rows["person_id"].unique().to_pylist()):
            self.copy(table, rows)

    @contextmanager
    def holding(self, table: str, ids: Sequence[int]) -> Iterator[None]:
        """Within it rows that refer to these of `table` are written without a check of each: where this role may, all
        are checked at once instead, and kept from being removed until the transaction ends. Raises Gone.
        """
        if not self._may_hold:
            yield
            return
        held = self.ask(HOLD.format(table=table), (f"{{{','.join(map(str, ids))}}}",))[0][0].as_py()
        if held < len(ids):
            raise Gone(f"{len(ids) - held} rows of {table} that this is about were removed meanwhile.")
        self.execute("SET LOCAL session_replication_role = replica")
        yield
        self.execute("SET LOCAL session_replication_role = origin")

    def copy(self, table: str, rows: pa.Table, *, temporary: bool = False) -> None:
        with self._connection.cursor() as cursor:
            cursor.adbc_ingest(table, rows, mode="append", temporary=temporary)

    def stage(self, table: str, rows: pa.Table) -> None:
        """Copy rows into a temporary table `incoming` with the columns of another, and `place`."""
        columns = ", ".join(f'"{name}"' for name in rows.column_names if name != "place")
        self.execute("DROP TABLE IF EXISTS incoming")
        self.execute(
            f"CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT {columns}, 0::bigint AS place FROM {table} WITH NO DATA"  # noqa: S608, E501
        )
        self.copy("incoming", rows, temporary=True)

    def _merged(self, table: str, rows: pa.Table) -> int:
        rows = self._not_the_same(table, rows)
        if not len(rows):
            return 0
        self.stage(table, rows)
        names = [f'"{name}"' for name in rows.column_names if name != "place"]
        columns = ", ".join(names)
        changes = ", ".join(f"{name} = excluded.{name}" for name in names)
        changed = self.ask(
            f"""WITH changed AS (
                INSERT INTO {table} AS kept ({columns})
                SELECT DISTINCT ON (source_key) {columns} FROM incoming ORDER BY source_key, place DESC
                ON CONFLICT (source_id, source_key) DO UPDATE SET {changes}
                WHERE kept.fingerprint <> excluded.fingerprint RETURNING source_key
            ) SELECT count(DISTINCT place) FROM changed JOIN incoming USING (source_key)"""  # noqa: S608
        )
        return changed[0][0].as_py()

    def _not_the_same(self, table: str, rows: pa.Table) -> pa.Table:
        """Rows whose key is new or came with another fingerprint; a second run finds that out by these two alone."""
        self.stage(table, rows.select(["source_id", "source_key", "fingerprint", "place"]))
        keys = self.ask(
            f"""SELECT DISTINCT source_key FROM incoming i WHERE NOT EXISTS (
                SELECT FROM {table} known WHERE known.source_id = i.source_id AND known.source_key = i.source_key
                  AND known.fingerprint = i.fingerprint
            )"""  # noqa: S608
        )["source_key"]
        return rows.filter(pc.is_in(rows["source_key"], value_set=keys))
