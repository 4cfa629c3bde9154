"""A feed given as files: one JSON file, JSON lines, or a folder of them, named as the standard names its objects."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from .fetching import decoded
from .findings import Findings, Item, refused
from .pages import contents_of

LARGEST = 1024**3  # bytes of one file; more is given in several
ASIDE = ("service_at_location", "organization", "api_details", "base", "metadata", "location", "tabular")
NAMED = {"taxonomy_term": "taxonomy_term", "taxonom": "taxonomy", "service": "service"}
LINES = (".ndjson", ".jsonl")


def read_files(path: Path, findings: Findings) -> Iterator[Item]:
    """What the file, or every file of the folder, holds."""
    found = _in_order(path)
    if not found:
        raise refused(path.name, "there is no JSON file", "give files that end with .json")
    for file in found:
        yield from _file(file, findings, alone=path.is_file())


def _in_order(path: Path) -> list[Path]:
    """Files of single services before lists, which may have only the outline of the same services."""
    if path.is_file():
        return [path]
    files = [file for file in path.iterdir() if file.suffix in (".json", *LINES)]
    return sorted(files, key=lambda file: ("list" in file.name, file.name))


def _file(file: Path, findings: Findings, *, alone: bool) -> Iterator[Item]:
    if file.name.startswith(ASIDE) and not alone:
        return
    kind = next((kind for start, kind in NAMED.items() if file.name.startswith(start)), "")
    say = findings.lacking
    if file.stat().st_size > LARGEST:
        say(file.name, f"it is larger than {LARGEST:,} bytes", "give it in several files")
    elif file.suffix in LINES:
        yield from _lines(file, kind or "service", findings)
    else:
        yield from _document(file, kind, findings, alone)


def _lines(file: Path, kind: str, findings: Findings) -> Iterator[Item]:
    is_said = False
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            findings.bytes_read += len(line)
            if not line.strip():
                continue
            text, wrong = decoded(line)
            if wrong and not is_said:
                is_said = True
                findings.warn(f"{file.name} line {number}", f"the file is {wrong}", "write it in UTF-8")
            try:
                yield Item(f"{file.name} line {number}", kind, orjson.loads(text))
            except orjson.JSONDecodeError:
                findings.lacking(f"{file.name} line {number}", "it is not JSON", "give one JSON object on each line")


def _document(file: Path, kind: str, findings: Findings, alone: bool) -> Iterator[Item]:
    body = file.read_bytes()
    findings.bytes_read += len(body)
    text, wrong = decoded(body)
    if wrong:
        findings.warn(file.name, f"the file is {wrong}", "write it in UTF-8")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if alone:
            raise refused(file.name, f"it is not JSON ({error})", "give JSON in UTF-8") from None
        findings.lacking(file.name, f"it is not JSON ({error})", "give JSON in UTF-8")
        return
    yield from _things(file.name, kind, found, findings, alone)


def _things(name: str, kind: str, found: Any, findings: Findings, alone: bool) -> Iterator[Item]:
    contents = contents_of(found)
    if contents is None and not (alone or kind or _is_service(found)):
        findings.warn(name, "it is no file of the standard; left aside", "take it out of the folder")
        return
    _count(name, found, contents, findings)
    if contents is None:
        yield Item(name, kind or "service", found)
        return
    for n, document in enumerate(contents, 1):
        yield Item(f"{name}, {n}", kind or "service", document)


def _is_service(found: Any) -> bool:
    return isinstance(found, dict) and {"id", "name", "status"} <= found.keys()


def _count(name: str, found: Any, contents: list | None, findings: Findings) -> None:
    """Hold the entries of a single page against what it says there are."""
    total = found.get("total_items") if isinstance(found, dict) else None
    one_page = contents is not None and found.get("total_pages", 1) in (0, 1) if isinstance(found, dict) else False
    if one_page and isinstance(total, int) and total != len(contents or ()):
        what = f"it says it has {total:,} entries and gave {len(contents or ()):,}"
        (findings.warn if len(contents or ()) > total else findings.lacking)(name, what, "count `total_items` right")
