"""The CPD record as a file of its owner's: tagged PDF, and CSV."""

import csv
import io
from datetime import date
from pathlib import Path

import orjson

from inglenook.core.models import User
from inglenook.kit.paper import typeset
from inglenook.kit.words import day

TEMPLATE = Path(__file__).parent / "templates" / "record.typ"
COLUMNS = ("on", "what", "minutes", "happened", "tried", "next", "skills")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def record_pdf(*, owner: User, rows: list[dict], first: date, last: date) -> bytes:
    """The record as PDF. The same record gives the same bytes."""
    data = {
        "title": "Continuing professional development",
        "owner": owner.name,
        "period": f"{day(first)} to {day(last)}",
        "minutes": sum(row["minutes"] or 0 for row in rows),
        "rows": [row | {"on": day(row["on"]), "minutes": row["minutes"] or 0} for row in rows],
    }
    return typeset(TEMPLATE, title=f"CPD record: {owner.name}", author=owner.name, data=orjson.dumps(data))


def record_csv(rows: list[dict]) -> str:
    """The record as CSV, with a line of names; dates as 2026-06-04. A text that a spreadsheet would run is quoted."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    for row in rows:
        table.writerow({name: _safe(row[name]) for name in COLUMNS})
    return out.getvalue()


def _safe(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
