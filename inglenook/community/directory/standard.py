"""What an object of Open Referral holds, read from `data/hsds.yaml`."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Field:
    """What a field holds: `kind` is text, uuid, uri, email, moment, number, words, outline or object."""

    name: str
    kind: str
    required: bool = False
    words: tuple[str, ...] = ()
    shape: str = ""  # the object's name
    many: bool = False


@dataclass(frozen=True)
class Shape:
    """An object of the standard."""

    name: str
    fields: dict[str, Field]
    required: tuple[str, ...]

    @property
    def lists(self) -> tuple[str, ...]:
        return tuple(name for name, field in self.fields.items() if field.many)


@cache
def shapes() -> dict[str, Shape]:
    """All objects by name."""
    given = yaml.safe_load(files("inglenook.community").joinpath("data/hsds.yaml").read_text())["objects"]
    return {name: _shape(name, fields) for name, fields in given.items()}


def _shape(name: str, given: dict) -> Shape:
    fields = [_field(key, holds) for key, holds in given.items()]
    return Shape(name, {f.name: f for f in fields}, tuple(f.name for f in fields if f.required))


def _field(key: str, holds) -> Field:
    name, required = key.rstrip("!"), key.endswith("!")
    if isinstance(holds, dict):
        return Field(name, "words", required, words=tuple(holds["words"]))
    if isinstance(holds, list):
        return Field(name, "object", required, shape=holds[0], many=True)
    simple = holds in {"text", "uuid", "uri", "email", "moment", "number", "outline"}
    return Field(name, holds if simple else "object", required, shape="" if simple else holds)
