"""The lists of codes in `data/*.yaml`, and their tables."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml
from django.db import connection

from .models import ConditionGroup, ConditionGroupCode, ResultCode


class MeasureCode(NamedTuple):
    """A code and unit that a measure comes in: value x factor + offset is in the measure's own unit.

    `low` and `high` bound what is possible there; infinite when nothing is said.
    """

    system: str
    code: str
    unit: str
    measure: str
    factor: float
    offset: float
    low: float
    high: float


def load_reference(**_signal) -> None:
    """Make the tables of codes say what the files say, in one statement each. Safe to repeat."""
    groups = _read("condition_groups")
    rows = [(code, g["name"], g["plain"], g.get("kind", "ltc")) for code, g in groups["groups"].items()]
    codes = [(name, groups["system"], str(code)) for name, g in groups["groups"].items() for code in g["codes"]]
    _replace(ConditionGroup, ("code", "name", "plain_name", "kind"), rows, once=("code",))
    _replace(ConditionGroupCode, ("group_id", "system", "code"), codes, once=("system", "code", "group_id"))
    results = [code[:6] for code in measure_codes()]
    names = ("system", "code", "unit", "measure", "factor", "offset")
    _replace(ResultCode, names, results, once=("system", "code", "unit"))


def condition_groups() -> frozenset[str]:
    """The codes of the condition groups."""
    return frozenset(_read("condition_groups")["groups"])


def social_themes() -> dict[str, str]:
    """SNOMED CT code of a social finding to its theme."""
    return {str(code): theme for theme, codes in _read("social_findings")["themes"].items() for code in codes}


def measure_codes() -> list[MeasureCode]:
    """Every code and unit of every measure."""
    read = _read("result_codes")
    return [
        MeasureCode(read["systems"][system], code, unit, measure, *(way or (1.0, 0.0)), *_bounds(given))
        for measure, given in read["measures"].items()
        for system, codes in given["codes"].items()
        for code in codes
        for unit, way in given["units"].items()
    ]


def _bounds(given: dict) -> tuple[float, float]:
    low, high = given.get("possible", (float("-inf"), float("inf")))
    return float(low), float(high)


@cache
def _read(name: str) -> dict:
    return yaml.safe_load(files(__package__).joinpath(f"data/{name}.yaml").read_text(encoding="utf-8"))


def _replace(model, columns: tuple[str, ...], rows: list[tuple], *, once: tuple[str, ...]) -> None:
    """Make a table hold exactly these rows; rows are known by the columns `once`."""
    table, names = model._meta.db_table, ", ".join(f'"{c}"' for c in columns)
    given = f"(VALUES {', '.join(['(' + ', '.join(['%s'] * len(columns)) + ')'] * len(rows))}) AS given ({names})"
    same = " AND ".join(f'given."{c}" = kept."{c}"' for c in once)
    others = [c for c in columns if c not in once]
    changes = ", ".join(f'"{c}" = excluded."{c}"' for c in others)
    action = f"UPDATE SET {changes}" if changes else "NOTHING"
    values = [cell for row in rows for cell in row]
    lacking = f"DELETE FROM {table} kept WHERE NOT EXISTS (SELECT 1 FROM {given} WHERE {same})"  # noqa: S608
    filling = (
        f"INSERT INTO {table} ({names}) SELECT {names} FROM {given}"  # noqa: S608
        f" ON CONFLICT ({', '.join(once)}) DO {action}"
    )
    with connection.cursor() as cursor:
        cursor.execute(lacking, values)
        cursor.execute(filling, values)
