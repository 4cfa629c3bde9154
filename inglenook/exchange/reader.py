"""Read lines of FHIR with DuckDB: one statement a batch turns resources into rows of our tables.

What each type becomes is said in `readings/<Type>.sql`; each row comes with the place of its line in the batch
(`place`) and, when the line is to be rejected, with the `reason`.
"""

from datetime import date
from functools import cache
from importlib.resources import files

import duckdb
import numpy as np
import pyarrow as pa

from inglenook.planning.recall.reviews import review_codes

from .files import mentions
from .shapes import shape_of

NUL = "\\u0000"  # JSON may say it, PostgreSQL cannot hold it
QUICK = "json_transform(line, {shape})"
CAREFUL = f"CASE WHEN json_valid(line) AND NOT contains(line, '{NUL}') THEN {QUICK} END"
ALL, NOT_EMPTY = "true", "trim(line, chr(9) || chr(10) || chr(13) || ' ') <> ''"


@cache
def statement(name: str) -> str:
    return files(__package__).joinpath(f"readings/{name}.sql").read_text()


class Reader:
    """A DuckDB in memory, on one core, that knows people, organisations and codes by the keys of one source."""

    def __init__(self, today: date):
        self._duck = duckdb.connect()
        # The other core is PostgreSQL's. Days without a time are days here.
        self._duck.execute("SET threads = 1; SET TimeZone = 'Europe/London'; SET preserve_insertion_order = true")
        self._duck.execute("SET enable_progress_bar = false")  # it would go among what a command prints
        self._duck.execute(statement("macros"))
        self._duck.execute("SET VARIABLE today = ?::DATE", [today])
        self._duck.execute("SET VARIABLE reviews = ?::VARCHAR[]", [sorted(review_codes())])

    def learn(self, table: str, rows: pa.Table) -> None:
        """Know these rows, and no others, as `person` or `organisation` (key, id), `social` or `result_code`."""
        self._duck.register("lesson", rows)
        self._duck.execute(f'CREATE OR REPLACE TABLE "{table}" AS FROM lesson')
        self._duck.unregister("lesson")

    def learn_identifiers(self, lines: pa.Array) -> None:
        """Know people, by their ids known already, under the searches that find them by an identifier too."""
        self._duck.register("batch", pa.table({"line": lines}))
        self._duck.execute(statement("identifiers"))

    def read(self, type_: str, lines: pa.Array) -> pa.Table:
        """The rows that these lines of one type become, empty lines left out."""
        self._duck.register("batch", pa.table({"line": lines, "place": np.arange(len(lines))}))
        if not mentions(lines, NUL.encode()):
            try:
                return self._rows(type_, QUICK, ALL)
            except duckdb.InvalidInputException:
                pass  # some line is not JSON: find out which
        return self._rows(type_, CAREFUL, NOT_EMPTY)

    def _rows(self, type_: str, parsed: str, where: str) -> pa.Table:
        # A table, not a subquery: DuckDB would parse the JSON anew wherever the statement mentions it.
        self._duck.execute(
            "CREATE OR REPLACE TEMP TABLE read AS SELECT place, unhex(md5(line)) AS fingerprint,"  # noqa: S608
            f" {parsed.format(shape=shape_of(type_))} AS r FROM batch WHERE {where}"
        )
        return self._duck.sql(statement(type_)).to_arrow_table()
