"""YAML and Markdown with YAML on top, checked against a JSON Schema; every fault with its line and how to mend it."""

import difflib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from .faults import Fault, Faulty

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
FENCE = "---"
Place = tuple[str | int, ...]


BOOLEAN = "tag:yaml.org,2002:bool"


class _Loader(yaml.CSafeLoader):
    """Dates, "yes" and "no" stay texts, as they are written; `true` and `false` alone do not."""

    yaml_implicit_resolvers = {
        letter: [pair for pair in pairs if pair[0] not in ("tag:yaml.org,2002:timestamp", BOOLEAN)]
        for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver(BOOLEAN, re.compile("^(?:true|false)$"), ["t", "f"])


def read_yaml(file: str, text: str, schema: str, *, below: int = 0) -> dict:
    """The mapping in a YAML text whose first line is line `below` + 1 of its file. Raises Faulty."""
    try:
        lines = _lines(file, text, below)
        said = yaml.load(text, _Loader)  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1 + below
        problem = f"This is not YAML: {error.problem or error.context}."
        raise Faulty(
            [Fault(file, line, problem, "Put a text with a colon in quotation marks; indent by spaces.")]
        ) from error
    faults = [_fault(file, error, lines) for error in _validator(schema).iter_errors(said)]
    if faults:
        raise Faulty(faults)
    return said


def read_markdown(file: str, text: str, schema: str) -> tuple[dict, str, int]:
    """What stands in YAML between two lines of `---`, the Markdown after it, and after which line that begins."""
    head, lines = [], text.split("\n")
    if lines[0].strip() == FENCE:
        head = lines[1 : next((at for at, line in enumerate(lines) if at and line.strip() == FENCE), 0)]
    if not head:
        raise Faulty([Fault(file, 1, "It does not begin with YAML.", "Write `---`, the title and so on, and `---`.")])
    below = len(head) + 2
    return read_yaml(file, "\n".join(head), schema, below=1), "\n".join(lines[below:]), below


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(yaml.safe_load((SCHEMAS / f"{schema}.yaml").read_text()))


def _lines(file: str, text: str, below: int) -> dict[Place, int]:
    """The line of everything in a YAML text by its path. Raises Faulty for what is said twice or by reference."""
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 + below
            raise Faulty([Fault(file, line, "It refers to another place (`*`).", "Write it out.")])
    root = yaml.compose(text, _Loader)
    found, faults = {(): below + 1}, []
    if root is not None:
        for place, line, is_twice in _walk(root, ()):
            found[place] = line + 1 + below
            if is_twice:
                faults.append(Fault(file, line + 1 + below, f"`{place[-1]}` is there twice.", "Leave one out."))
    if faults:
        raise Faulty(faults)
    return found


def _walk(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int, bool]]:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            yield (*place, key.value), key.start_mark.line, key.value in seen
            seen.add(key.value)
            yield from _walk(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*place, number), value.start_mark.line, False
            yield from _walk(value, (*place, number))


def _fault(file: str, error, lines: dict[Place, int]) -> Fault:
    place = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        place = (*place, next(name for name in error.instance if name not in error.schema["properties"]))
    what, mend = _SAYS.get(error.validator, _unknown)(error, place)
    return Fault(file, lines.get(place, lines[()]), what, mend)


def _name(place: Place) -> str:
    """The name of a place in words: `answers`, number 2 of `quiz`."""
    names = [name for name in place if isinstance(name, str)]
    numbers = [f"number {name + 1}" for name in place[-1:] if isinstance(name, int)]
    return " of ".join([*numbers, f"`{names[-1]}`"]) if names else "The file"


def _missing(error, place):
    name = next(name for name in error.validator_value if name not in error.instance)
    said = error.schema.get("properties", {}).get(name, {}).get("description", "")
    return f"{_name(place)} lacks `{name}`.", f"Add `{name}:` {said}".strip()


def _surplus(error, place):
    near = difflib.get_close_matches(str(place[-1]), error.schema["properties"], n=1)
    known = ", ".join(error.schema["properties"])
    return f"`{place[-1]}` is not known here.", f"Did you mean `{near[0]}`?" if near else f"Known are: {known}."


def _wrong_kind(error, place):
    kinds = {"string": "a text", "integer": "a whole number", "array": "a list", "object": "names with values"}
    mend = "Put it in quotation marks." if error.validator_value == "string" else "Write it so."
    return f"{_name(place)} is not {kinds.get(error.validator_value, error.validator_value)}.", mend


def _not_one_of(error, place):
    return f"{_name(place)} is “{error.instance}”.", f"Use one of: {', '.join(map(str, error.validator_value))}."


def _too_few(error, place):
    return f"{_name(place)} has {len(error.instance)}.", f"Give at least {error.validator_value}."


def _too_many(error, place):
    return f"{_name(place)} has {len(error.instance)}.", f"Give at most {error.validator_value}."


def _no_right(error, place):
    return f"{_name(place)} has no right answer.", "Write `right: true` beside at least one."


def _misshapen(error, place):
    said = error.schema.get("description", "")
    return f"{_name(place)} is “{error.instance}”.", said or f"It must look like {error.validator_value}."


def _out_of_range(error, place):
    return f"{_name(place)} is {error.instance}.", f"The limit is {error.validator_value}."


def _unknown(error, place):
    return f"{_name(place)} is not as it should be.", error.message


_SAYS = {
    "required": _missing,
    "additionalProperties": _surplus,
    "type": _wrong_kind,
    "enum": _not_one_of,
    "minItems": _too_few,
    "minLength": _too_few,
    "maxItems": _too_many,
    "maxLength": _too_many,
    "contains": _no_right,
    "pattern": _misshapen,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
}
