"""Data that people write as YAML, read into dataclasses. What is wrong is said with its line and how to mend it.

The dataclasses are the schema: a key that they do not have, one they need and do not get, a value of another kind are
problems. Scalars of YAML are read as text, so that `no` stays a word and `10:00` a time.
"""

import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

Path = tuple[str | int, ...]
KindT = TypeVar("KindT")


@dataclass(frozen=True)
class Problem:
    """Something wrong: where (keys and positions down to it, and the line of the text) and how to mend it."""

    at: Path
    says: str
    line: int | None = None

    def __str__(self):
        line = f"line {self.line}, " if self.line else ""
        return f"{line}{place(self.at)}: {self.says}"


class Invalid(Exception):
    """What was read is not what it should be. `problems` says why."""

    def __init__(self, problems: list[Problem], source: str = ""):
        self.problems = problems
        super().__init__("\n".join(f"{source}{': ' if source else ''}{problem}" for problem in problems))


def place(at: Path) -> str:
    """The place in words: "steps, 2nd, says" is `steps 2 says`."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in at) or "the whole text"


def build(kind: type[KindT], given: Any) -> KindT:
    """The dataclass that a mapping says. Raises Invalid with everything that is of the wrong form."""
    problems: list[Problem] = []
    built = _value(kind, given, (), problems)
    if problems:
        raise Invalid(problems)
    return built


def contents_of(built: Any) -> dict:
    """The dataclass as a mapping that JSON and YAML can hold; what is as by default is left out."""
    return _plain(built)


def as_text(contents: dict) -> str:
    """The mapping as YAML to read and edit."""
    return yaml.safe_dump(contents, allow_unicode=True, sort_keys=False, width=100)


def parse(text: str) -> tuple[Any, dict[Path, int]]:
    """The mapping that a YAML text says, and the line of each place. Raises Invalid where it is no YAML."""
    try:
        _refuse_aliases(text)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        given = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing but texts, lists and mappings)
    except yaml.YAMLError as error:
        raise Invalid([_no_yaml(error)]) from error
    lines: dict[Path, int] = {}
    if node is not None:
        _note_lines(node, (), lines)
    return given, lines


def _refuse_aliases(text: str) -> None:
    """A few lines of aliases of aliases would unfold to more than any machine holds."""
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent):
            says = f"write this out instead of pointing to it with *{event.anchor}"
            raise Invalid([Problem((), says, event.start_mark.line + 1)])


def with_lines(problems: list[Problem], lines: dict[Path, int]) -> list[Problem]:
    """The problems with the line of their place, or of the nearest place around it."""
    return [Problem(p.at, p.says, _line(p.at, lines)) for p in problems]


def _line(at: Path, lines: dict[Path, int]) -> int | None:
    around = (at[:length] for length in range(len(at), -1, -1))
    return next((lines[path] for path in around if path in lines), None)


def _no_yaml(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "this cannot be read as YAML"
    return Problem((), f"{what}: look at the indents, colons and quotes here", mark.line + 1 if mark else None)


def _note_lines(node: yaml.Node, at: Path, lines: dict[Path, int]) -> None:
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[(*at, key.value)] = key.start_mark.line + 1
            _note_lines(value, (*at, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _note_lines(value, (*at, number), lines)


def _value(kind: Any, given: Any, at: Path, problems: list[Problem]) -> Any:
    if is_dataclass(kind):
        return _dataclass(kind, given, at, problems)
    if get_origin(kind) in (Union, types.UnionType):
        return None if given is None else _value(get_args(kind)[0], given, at, problems)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind)[0], given, at, problems)
    if get_origin(kind) is dict:
        return _mapping(get_args(kind)[1], given, at, problems)
    return _scalar(kind, given, at, problems)


def _dataclass(kind: type, given: Any, at: Path, problems: list[Problem]) -> Any:
    if not isinstance(given, dict):
        problems.append(Problem(at, f"write the keys of a {kind.__name__.lower()} here, each with its value"))
        return None
    known = {field.name: field for field in fields(kind)}
    for key in given.keys() - known.keys():
        problems.append(Problem((*at, key), f"there is no such key here; the keys are {', '.join(known)}"))
    for name in _needed(kind) - given.keys():
        problems.append(Problem(at, f"add `{name}`"))
    hints = _hints(kind)
    before = len(problems)
    values = {name: _value(hints[name], given[name], (*at, name), problems) for name in known if name in given}
    return kind(**values) if len(problems) == before and _needed(kind) <= given.keys() else None


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _needed(kind: type) -> frozenset[str]:
    return frozenset(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)


def _tuple(kind: Any, given: Any, at: Path, problems: list[Problem]) -> tuple:
    if not isinstance(given, list):
        problems.append(Problem(at, "write a list here: [one, two], or lines that begin with a dash"))
        return ()
    return tuple(_value(kind, one, (*at, number), problems) for number, one in enumerate(given))


def _mapping(kind: Any, given: Any, at: Path, problems: list[Problem]) -> dict:
    if not isinstance(given, dict):
        wanted = "words by language, such as {en: Hello}" if kind is str else "keys, each with its words by language"
        problems.append(Problem(at, f"write {wanted}"))
        return {}
    return {key: _value(kind, one, (*at, key), problems) for key, one in given.items()}


def _scalar(kind: Any, given: Any, at: Path, problems: list[Problem]) -> Any:
    try:
        if isinstance(given, dict | list):
            raise ValueError
        return _READ[kind](given) if kind in _READ else kind(given)
    except ValueError:
        problems.append(Problem(at, f"“{given}” should be {_wanted(kind)}"))
        return None


def _yes_or_no(given: Any) -> bool:
    return {"true": True, "yes": True, "false": False, "no": False}[str(given).lower()]


def _bool(given: Any) -> bool:
    try:
        return _yes_or_no(given)
    except KeyError as error:
        raise ValueError from error


_READ = {
    bool: _bool,
    date: lambda given: date.fromisoformat(str(given)),
    time: lambda given: time.fromisoformat(str(given)),
}
_WANTED = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-11-21",
    time: 'a time such as "10:00"',
}


def _wanted(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return f"one of {', '.join(kind)}"
    return _WANTED.get(kind, "text")


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        kept = {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) != _default(f)}
        return {name: _plain(one) for name, one in kept.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, StrEnum) else value


def _default(field) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()
