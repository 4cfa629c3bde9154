"""Bring in the ONS postcode directory (Open Government Licence): where each live postcode is.

Straight into PostgreSQL by COPY, a row a line; then one statement puts the table in the place of what was known.
"""

import csv
import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from django.db import connection, transaction

from .index import outwards

# The directory names its columns differently from one year to the next; the first that is there is taken.
COLUMNS = {
    "postcode": ("pcds", "pcd", "pcd7", "pcd8", "postcode"),
    "ended": ("doterm", "date_of_termination"),
    "latitude": ("lat", "latitude"),
    "longitude": ("long", "longitude"),
}
NOWHERE = 99  # the directory's latitude of a postcode without a grid reference

STAGE = "CREATE TEMP TABLE in_postcode (postcode text, ended text, latitude float8, longitude float8)"
PUT_IN = """
WITH live AS (
  SELECT DISTINCT ON (code) code, latitude, longitude
  FROM in_postcode, replace(upper(postcode), ' ', '') AS code
  WHERE ended = '' AND latitude BETWEEN 49 AND 61 AND longitude BETWEEN -9 AND 3
    AND code ~ '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$'
)
INSERT INTO community_postcode (postcode, outward, latitude, longitude)
SELECT code, left(code, -3), latitude, longitude FROM live
ON CONFLICT (postcode) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude
"""


class NoPostcodes(Exception):
    """The file is not a postcode directory; the message says what it lacks."""


@dataclass(frozen=True)
class Imported:
    """Rows read, and postcodes known now. What was read and not kept has ended or is nowhere."""

    read: int
    kept: int


def import_postcodes(path: Path, *, replace: bool = False) -> Imported:
    """Bring in a directory (CSV, gzip or the zip as published); with `replace`, whatever is not in it is forgotten.

    Raises NoPostcodes when no column says a postcode, or none where it is. Nothing is changed then.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STAGE)
        read = _stage(cursor, path)
        if replace:
            cursor.execute("DELETE FROM community_postcode")
        cursor.execute(PUT_IN)
        kept = cursor.rowcount
        if not kept:
            raise NoPostcodes("it has no live postcode with a place")
        cursor.execute("DROP TABLE in_postcode")
        outwards()
    return Imported(read, kept)


def _stage(cursor, path: Path) -> int:
    read = 0
    with opened(path) as file:
        rows = csv.reader(file)
        places = _columns(next(rows, []))
        with cursor.copy("COPY in_postcode FROM STDIN") as copy:
            for row in rows:
                if row:
                    copy.write_row(_values(row, places))
                    read += 1
    return read


def _columns(header: list[str]) -> list[int | None]:
    named = {name.strip().lower().lstrip("\ufeff"): place for place, name in enumerate(header)}
    found = {key: next((named[n] for n in names if n in named), None) for key, names in COLUMNS.items()}
    lacking = [key for key in ("postcode", "latitude", "longitude") if found[key] is None]
    if lacking:
        raise NoPostcodes(f"it has no column for {' and '.join(lacking)}")
    return list(found.values())


def _values(row: list[str], places: list[int | None]) -> tuple:
    code, ended, latitude, longitude = (row[at].strip() if at is not None and at < len(row) else "" for at in places)
    return code, ended, _number(latitude), _number(longitude)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return NOWHERE


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The table as text: from a CSV file, a gzip of it, or the largest CSV of a zip."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield file
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as bundle:
            tables = [one for one in bundle.infolist() if one.filename.lower().endswith(".csv")]
            if not tables:
                raise NoPostcodes("the zip holds no CSV file")
            with bundle.open(max(tables, key=lambda one: one.file_size)) as raw:
                yield TextIOWrapper(raw, encoding="utf-8-sig", newline="")
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
