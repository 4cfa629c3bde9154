"""Lists inside a row: a JSON column whose entries all have the shape of one dataclass.

`listed(Line, models.JSONField(...))` returns the same field, which then knows its shape. People write such a list as
text, one entry a line; what a shape's `line` shows of an entry, its `of` reads back. What a line does not show (a
code that came with an import) stays with the entry as long as its line does.
"""

import re
from dataclasses import asdict, dataclass, fields
from typing import TypeVar

from django.db import models

FieldT = TypeVar("FieldT", bound=models.Field)
NUMBER = re.compile(r"\+?\d[\d ()-]*\d")
IF_THEN = re.compile(r"if (?P<if_this>[^,]+), *(?:then )?(?P<then_that>.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A few words, and the SNOMED CT or organisation code that says the same, where one is known."""

    text: str = ""
    code: str = ""

    def line(self) -> str:
        return self.text

    @classmethod
    def of(cls, line: str) -> "Line":
        return cls(text=line)


@dataclass(frozen=True)
class Lasting:
    """Something from a day to a day (YYYY-MM-DD); either may be unknown."""

    text: str = ""
    begun_on: str = ""
    ended_on: str = ""

    def line(self) -> str:
        return self.text

    @classmethod
    def of(cls, line: str) -> "Lasting":
        return cls(text=line)


@dataclass(frozen=True)
class IfThen:
    """What to do, and when, where that is said: "If my ankles swell, ring the nurse"."""

    if_this: str = ""
    then_that: str = ""
    code: str = ""

    def line(self) -> str:
        return f"If {self.if_this}, {self.then_that}" if self.if_this else self.then_that

    @classmethod
    def of(cls, line: str) -> "IfThen":
        found = IF_THEN.fullmatch(line)
        return cls(**found.groupdict()) if found else cls(then_that=line)


@dataclass(frozen=True)
class Named:
    """Somebody in or around the plan, as the national standard asks for them; `on` is YYYY-MM-DD."""

    name: str = ""
    role: str = ""
    contact: str = ""
    team: str = ""
    grade: str = ""
    speciality: str = ""
    organisation: str = ""
    identifier: str = ""
    on: str = ""

    def line(self) -> str:
        return ", ".join(part for part in (self.name, self.role, self.contact) if part)

    @classmethod
    def of(cls, line: str) -> "Named":
        """ "Sara, my daughter, 07700 900123": the number wherever it stands, then the name, then the role."""
        parts = [part.strip() for part in line.split(",")]
        contact = next((found for found in map(_reached_by, reversed(parts)) if found), "")
        name, *role = [left for part in parts if (left := part.replace(contact, "").strip(" ():"))] or [""]
        return cls(name=name, role=", ".join(role), contact=contact)


def _reached_by(part: str) -> str:
    """The telephone number or e-mail address in a part of a line."""
    if "@" in part:
        return part.split()[-1]
    numbers = [found for found in NUMBER.findall(part) if sum(map(str.isdigit, found)) > 2]
    return numbers[-1] if numbers else ""


def listed(shape: type, field: FieldT) -> FieldT:
    field.shape = shape
    return field


def shape_of(field: models.Field) -> type | None:
    """The shape of a field's entries; None for a field that holds no list."""
    return getattr(field, "shape", None)


def entries(shape: type, values: list[dict]) -> list:
    """What is stored as values of the shape; a name the shape does not know is left out."""
    known = {field.name for field in fields(shape)}
    return [shape(**{name: text for name, text in value.items() if name in known}) for value in values]


def as_lines(shape: type, values: list[dict]) -> str:
    """A stored list as text, one entry a line."""
    return "\n".join(entry.line() for entry in entries(shape, values))


def from_lines(shape: type, text: str, before: list[dict]) -> list[dict]:
    """Text as a list to be stored. An entry whose line is as `before` keeps what its line does not show."""
    kept = {entry.line(): entry for entry in entries(shape, before)}
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [_stored(kept.get(line) or shape.of(line)) for line in lines if line]


def _stored(entry) -> dict:
    return {name: text for name, text in asdict(entry).items() if text}
