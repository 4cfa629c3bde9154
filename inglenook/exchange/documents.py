"""Bundles and single resources, turned into batches of lines like those of bulk NDJSON."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import orjson
import pyarrow as pa

from .files import BLOCK, DAMAGE, DAMAGED, Batch, Place, unpacked

URN = re.compile(rb'"(urn:uuid:[^"]+)"')
UNREADABLE = "unreadable"  # the type of what is no resource; its line is the reason
NO_RESOURCE = "is not a FHIR resource in JSON"
REQUEST = "request"  # of a Bundle's entry that asks for something and brings nothing, such as DELETE


def batches_of(documents: Iterable[Place], order: tuple[str, ...]) -> Iterator[tuple[list[Place], list[Batch]]]:
    """Read documents, about a block's worth at a time, each time with batches by type in the given order.

    One document is in memory whole. Line numbers are those of the entries, from 1.
    """
    gathered: list[Place] = []
    for document in documents:
        gathered.append(document)
        if sum(place.size for place in gathered) >= BLOCK:
            yield gathered, _together(gathered, order)
            gathered = []
    if gathered:
        yield gathered, _together(gathered, order)


def _together(documents: list[Place], order: tuple[str, ...]) -> list[Batch]:
    lines, found = defaultdict(list), defaultdict(list)
    for place in documents:
        for number, (type_, line) in enumerate(_entries_of(place), 1):
            lines[type_].append(line)
            found[type_].append((place.name, number))
    types = sorted(lines, key=lambda type_: order.index(type_) if type_ in order else len(order))
    last = documents[-1]
    return [
        Batch(type_, pa.array(lines[type_], pa.string()), found[type_].__getitem__, last, last.size, 0, True)
        for type_ in types
    ]


def _entries_of(place: Place) -> Iterator[tuple[str, str]]:
    try:
        with unpacked(place.path) as file:
            text = file.read()
    except DAMAGE:
        return iter([(UNREADABLE, DAMAGED)])
    return entries(text)


def entries(text: bytes) -> Iterator[tuple[str, str]]:
    """Type and line of each resource in a document, references among its entries resolved."""
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError:
        yield UNREADABLE, NO_RESOURCE
        return
    if not isinstance(document, dict) or document.get("resourceType") != "Bundle":
        yield _typed(document, orjson.dumps(document))
        return
    contents = [entry if isinstance(entry, dict) else {"resource": entry} for entry in document.get("entry") or []]
    names = {entry["fullUrl"].encode(): _name(entry["resource"]) for entry in contents if _is_named(entry)}
    for entry in contents:
        line = URN.sub(lambda urn: b'"' + names.get(urn[1], urn[1]) + b'"', orjson.dumps(entry.get("resource")))
        yield _typed(entry["resource"], line) if "resource" in entry else (REQUEST, line.decode())


def _is_named(entry: dict) -> bool:
    resource = entry.get("resource")
    return isinstance(entry.get("fullUrl"), str) and isinstance(resource, dict) and "id" in resource


def _name(resource: dict) -> bytes:
    return f"{resource.get('resourceType')}/{resource['id']}".encode()


def _typed(resource, line: bytes) -> tuple[str, str]:
    type_ = resource.get("resourceType") if isinstance(resource, dict) else None
    return (type_, line.decode()) if isinstance(type_, str) else (UNREADABLE, NO_RESOURCE)
