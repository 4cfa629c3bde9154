"""YAML as an educator writes it: every value as the text that stands there, with its line. Plain Python.

Prose on one line needs no quotes, whatever stands in it: colons, hashes and quotation marks are what people write.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

LONGEST = 200_000  # characters of a file
DEEPEST = 12  # levels
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there
PROSE = re.compile(r"(?P<key> *(?:- )?[a-z][a-z0-9_]*: +)(?P<text>\S.*)")
QUOTED = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'""")
TROUBLE = re.compile(r""": |:$| #|^[@`%&*!\"']""")  # what YAML would take for its own


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong with a scenario, on which line, and how to mend it. `kind` is for programs."""

    line: int
    kind: str
    what: str
    mend: str


class Map(dict):
    """A mapping of texts, maps and lists; `line` is where it begins, `lines` where each key stands."""

    def __init__(self, line: int):
        super().__init__()
        self.line, self.lines = line, {}


class Listed(list):
    """A list; `lines` is where each item stands."""

    def __init__(self, line: int):
        super().__init__()
        self.line, self.lines = line, []


def read(text: str) -> tuple[Map, list[Fault]]:
    """The map that the text holds, and what is wrong with its YAML; an empty map when it cannot be read at all."""
    if len(text) > LONGEST:
        return Map(1), [Fault(1, "size", "The file is too long.", f"Keep it under {LONGEST:,} characters.")]
    text = "\n".join(map(_quoted, text.splitlines()))
    try:
        if fault := next(_forbidden(text), None):
            return Map(1), [fault]
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        return Map(1), [_broken(error)]
    faults: list[Fault] = []
    found = _value(node, faults) if node is not None else None
    if isinstance(found, Map):
        return found, faults
    said = "The file does not begin with “name: value” lines."
    return Map(1), [Fault(1, "yaml", said, "Begin with “code: …” on the first line, or with our template.")]


def _quoted(line: str) -> str:
    """The line with its prose in quotes where it needs them."""
    found = PROSE.fullmatch(line.rstrip())
    if not found or found["text"][0] in "{[|>" or QUOTED.fullmatch(found["text"]) or not TROUBLE.search(found["text"]):
        return line
    escaped = found["text"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{found["key"]}"{escaped}"'


def _forbidden(text: str) -> Iterator[Fault]:
    """What YAML allows and a scenario does not: copies by anchor, which can be made to fill any memory; great depth."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Fault(line, "yaml", "A name beginning with & or * stands here.", "Put the text in quotes.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            yield Fault(line, "yaml", "Too many lists lie inside each other.", "Look at the brackets and the indents.")


def _broken(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    said = getattr(error, "problem", None) or "it cannot be read"
    mend = "Look at the spaces at the start of the line. Put a text that holds “: ” or begins with a sign in quotes."
    return Fault(line, "yaml", f"This is not YAML: {said}.", mend)


def _value(node: yaml.Node, faults: list[Fault]):
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _map(node, Map(line), faults)
    if isinstance(node, yaml.SequenceNode):
        items = Listed(line)
        for item in node.value:
            items.append(_value(item, faults))
            items.lines.append(item.start_mark.line + 1)
        return items
    return node.value.strip()


def _map(node: yaml.MappingNode, found: Map, faults: list[Fault]) -> Map:
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in found:
            faults.append(Fault(line, "twice", f"“{name}” stands twice.", "Take one away or give it another name."))
        found[name] = _value(value, faults)
        found.lines[name] = line
    return found
