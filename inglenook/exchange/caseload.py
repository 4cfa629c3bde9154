"""A caseload from a GP system's report, by a mapping file that says what each column is.

The rows become FHIR lines, set-based, and go the way of all FHIR from there: the same rules and the same rejects.
"""

import codecs
import csv
import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv
import yaml

from inglenook.people.reference import measure_codes

from .files import Batch, Place

SNOMED = "http://snomed.info/sct"
PERSON = (
    "key", "nhs_number", "title", "given_name", "family_name", "birth_date", "sex", "died_on", "ethnicity", "language",
    "email", "mobile", "phone", "address", "postcode", "practice",
)  # fmt: skip
BETWEEN = ",;\t"  # what stands between cells; where the comma is the decimal sign, spreadsheets write semicolons
TYPES = ("Patient", "Condition", "Observation")


class MappingError(Exception):
    """The mapping file cannot be used: a sentence that says where and why."""


@dataclass(frozen=True)
class Mapping:
    """What the columns of a report are. `person` is field to column; `dates` a strptime format."""

    person: dict[str, str]
    dates: str = "%d/%m/%Y"
    conditions: list[dict] = field(default_factory=list)  # column, code, name
    results: list[dict] = field(default_factory=list)  # value, date, measure, unit

    def columns(self) -> set[str]:
        """Every column of the report that the mapping speaks of."""
        results = {one[part] for one in self.results for part in ("value", "date")}
        return set(self.person.values()) | {one["column"] for one in self.conditions} | results


def read_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file. Raises MappingError."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        _require(isinstance(said, dict) and isinstance(said.get("person"), dict), "there is no `person:` with columns")
        more = set(said) - set(Mapping.__dataclass_fields__)
        _require(not more, f"there is no `{', '.join(sorted(map(str, more)))}`; take what you do not need out")
        mapping = Mapping(**said)
        _require(_tells_a_day(mapping.dates), f"`dates: {mapping.dates}` tells no day; write 04/06/2026 as %d/%m/%Y")
        unknown = set(mapping.person) - set(PERSON)
        units = {(code.measure, code.unit) for code in measure_codes()}
        _require(not unknown, f"`person` knows no {', '.join(sorted(unknown))}; it knows {', '.join(PERSON)}")
        _require("key" in mapping.person or "nhs_number" in mapping.person, "`person` needs a `key` or an `nhs_number`")
        for one in mapping.results:
            known = (one["measure"], one.get("unit", "")) in units
            _require(known, f"no result is a {one['measure']} in {one.get('unit') or 'words'}")
        _require(
            all(one["column"] and one["code"] for one in mapping.conditions), "each condition needs column and code"
        )
        _require(all(isinstance(name, str) for name in mapping.columns()), "the name of a column is missing")
    except yaml.MarkedYAMLError as error:
        raise MappingError(f"it is no YAML, {_where(error)}: {error.problem}") from error
    except (yaml.YAMLError, TypeError, KeyError, AttributeError, UnicodeDecodeError) as error:
        raise MappingError(
            "it does not have the form of the example that `inglenook import csv-template` writes"
        ) from error
    return mapping


def _where(error: yaml.MarkedYAMLError) -> str:
    return f"line {error.problem_mark.line + 1}" if error.problem_mark else "somewhere"


def _tells_a_day(form: str) -> bool:
    """Whether days written in this form can be read again."""
    try:
        return duckdb.execute(
            "SELECT strptime(strftime(DATE '2026-06-04', $1), $1)::DATE = DATE '2026-06-04'", [form]
        ).fetchone()[0]
    except duckdb.Error:
        return False


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise MappingError(otherwise)


@dataclass
class Caseload:
    """A report as FHIR lines in batches by type, and the rows that could not be read."""

    place: Place
    batches: list[Batch]
    rejects: list[dict]


def read_caseload(path: Path, mapping: Mapping) -> Caseload:
    """Read a report as spreadsheets write it. Raises MappingError when it is none or columns are not there."""
    rows, rejects = _rows(path)
    lacking = mapping.columns() - set(rows.column_names)
    _require(
        not lacking,
        f"the first line of {path.name} has no heading {', '.join(sorted(lacking))}: change the words on the right of"
        " the mapping to the headings there",
    )
    duck = duckdb.connect()
    duck.execute(files(__package__).joinpath("readings/caseload.sql").read_text())
    duck.register("report", rows)
    facts = path.stat()
    place = Place(path, "csv", facts.st_size, facts.st_mtime_ns)
    makers = {"Patient": _patients, "Condition": _conditions, "Observation": _results}
    made = {type_: duck.sql(sql).to_arrow_table() for type_ in TYPES if (sql := makers[type_](mapping))}
    found = []
    for type_, lines in made.items():
        bad = lines.filter(pa.compute.is_valid(lines["fault"]))
        pairs = zip(bad["place"].to_pylist(), bad["fault"].to_pylist(), strict=True)
        rejects += [_entry(path, line, type_, reason) for line, reason in pairs]
        good = lines.filter(pa.compute.is_null(lines["fault"]))
        found.append(_batch(type_, good, place))
    return Caseload(place, found, rejects)


def _rows(path: Path) -> tuple[pa.Table, list[dict]]:
    """All columns as text with `__line`, the line where each row stands, and the rows of another length."""
    bad: list[int] = []

    def note(row) -> str:
        bad.append(row.number)
        return "skip"

    text = _decoded(path)
    between = max(BETWEEN, key=text.partition("\n")[0].count)
    names = next(csv.reader(io.StringIO(text), delimiter=between), [])
    _require(any(names), f"{path.name} is empty: its first line has to name the columns")
    _require(len(set(names)) == len(names), f"{path.name} names a column twice")
    table = pa.csv.read_csv(
        pa.BufferReader(text.encode()),
        pa.csv.ReadOptions(use_threads=False),
        pa.csv.ParseOptions(delimiter=between, newlines_in_values=True, invalid_row_handler=note),
        pa.csv.ConvertOptions(column_types={name: pa.string() for name in names}, strings_can_be_null=False),
    )
    numbers = np.setdiff1d(np.arange(2, len(table) + len(bad) + 2), np.array(bad, int))
    rejects = [_entry(path, line, "row", "has another number of cells than the heading") for line in bad]
    table = table.rename_columns([name.strip() for name in names])
    return table.append_column("__line", pa.array(numbers)), rejects


def _decoded(path: Path) -> str:
    """What a report says: UTF-8, Windows-1252, or the UTF-16 of a spreadsheet's "Unicode text"."""
    said = path.read_bytes()
    is_wide = said.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]:
        with suppress(UnicodeDecodeError):
            text = said.decode(encoding)
            if "\0" not in text:
                return text
    raise MappingError(f"{path.name} is no text: save the spreadsheet as CSV UTF-8")


def _batch(type_: str, lines: pa.Table, place: Place) -> Batch:
    numbers = lines["place"].to_pylist()
    where: Callable[[int], tuple[str, int]] = lambda i: (place.name, numbers[i])  # noqa: E731
    return Batch(type_, lines["line"].combine_chunks(), where, place, place.size, 0, True)


def _entry(path: Path, line: int, type_: str, reason: str) -> dict:
    return {"file": path.name, "line": line, "type": type_, "reason": reason, "kept": False}


def _column(name: str) -> str:
    return 'said("' + name.replace('"', '""') + '")'


def _text(value: str) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _who(mapping: Mapping) -> str:
    """The column that says who is meant."""
    return mapping.person.get("key") or mapping.person["nhs_number"]


def _key(mapping: Mapping) -> str:
    return f"replace({_column(_who(mapping))}, ' ', '')"


def _day(column: str, mapping: Mapping) -> str:
    return f"as_day({_column(column)}, {_text(mapping.dates)})"


def _patients(mapping: Mapping) -> str:
    values = dict.fromkeys(PERSON, "NULL") | {name: _column(column) for name, column in mapping.person.items()}
    for name in ("birth_date", "died_on"):
        if name in mapping.person:
            values[name] = _day(mapping.person[name], mapping)
    arguments = ", ".join(values[name] for name in PERSON if name != "key")
    nobody = _text(f"says nothing under {_who(mapping)}, which tells who is meant")
    return (
        f"SELECT __line AS place, CASE WHEN {_key(mapping)} IS NULL THEN {nobody} END AS fault,"  # noqa: S608
        f" patient({_key(mapping)}, {arguments}) AS line FROM report"
    )


def _conditions(mapping: Mapping) -> str:
    return " UNION ALL ".join(
        f"SELECT __line AS place, NULL AS fault, condition({_key(mapping)}, {_text(one['code'])},"  # noqa: S608
        f" {_text(one.get('name', one['column']))}, {_day(one['column'], mapping)}) AS line"
        f" FROM report WHERE lower({_column(one['column'])}) NOT IN ('n', 'no', 'false', '0', '-')"
        f" AND {_key(mapping)} IS NOT NULL"
        for one in mapping.conditions
    )


def _results(mapping: Mapping) -> str:
    codes = {(code.measure, code.unit): code for code in reversed(measure_codes())}
    return " UNION ALL ".join(
        f"SELECT __line AS place, number_fault({_column(one['value'])}, {bool(one.get('unit'))}) AS fault,"  # noqa: S608
        f" result({_key(mapping)}, {_text(codes[one['measure'], one.get('unit', '')].system)},"
        f" {_text(codes[one['measure'], one.get('unit', '')].code)}, {_text(one['value'])},"
        f" {_day(one['date'], mapping)}, {_column(one['value'])}, {_text(one.get('unit', ''))}) AS line"
        f" FROM report WHERE {_column(one['value'])} IS NOT NULL AND {_key(mapping)} IS NOT NULL"
        for one in mapping.results
    )
