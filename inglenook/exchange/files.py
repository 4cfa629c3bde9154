"""Find what there is to import and read it in blocks of whole lines, so that memory stays flat.

Bulk NDJSON is named `Type.ndjson` or `Type.000.ndjson`, plain or gzipped (FHIR Bulk Data Access). A `.json` file is a
Bundle or one resource. Other files are looked at line by line and ignored.
"""

import codecs
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa

BLOCK = 16 * 1024 * 1024
PIECE = 256 * 1024
BULK_NAME = re.compile(r"([A-Z][A-Za-z]+)(\.\w+)?\.ndjson(\.gz)?")
DOCUMENT_NAME = re.compile(r".+\.json(\.gz)?")
NOT_UTF8 = b"not UTF-8"  # stands for a line that cannot be read; it is no JSON either, so it is rejected as such


DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile)  # what reading a gzip file that is cut short or damaged raises
DAMAGED = "the file is cut short or damaged from here on: fetch it anew"


class NothingToImport(Exception):
    """The path is not there, or holds no file that could be FHIR."""


@dataclass(frozen=True)
class Place:
    """A file, its type by its name, and what tells whether it is still the same file."""

    path: Path
    type: str  # a resource type; "" for documents; the file's name for anything else
    size: int
    changed_ns: int

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def is_document(self) -> bool:
        return self.type == ""


@dataclass(frozen=True)
class Batch:
    """Lines of one resource type, and where each stood: `where(i)` gives file name and line (or entry) number.

    `offset` and `lines` say how far into the file this batch comes; `fault` is the reason why nothing after it can be
    read, if so.
    """

    type: str
    lines: pa.Array
    where: Callable[[int], tuple[str, int]]
    place: Place
    offset: int
    last_line: int
    is_last: bool
    fault: str = ""


def places(path: Path) -> list[Place]:
    """The files at a path, in order of name. Raises NothingToImport."""
    files = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    found = [_place(file) for file in files if file.exists() and ".ndjson" in file.name or ".json" in file.name]
    if not found:
        raise NothingToImport(f"There is no .ndjson or .json file at {path}.")
    return found


def _place(path: Path) -> Place:
    facts = path.stat()
    bulk = BULK_NAME.fullmatch(path.name)
    other = "" if DOCUMENT_NAME.fullmatch(path.name) else path.name
    return Place(path, bulk[1] if bulk else other, facts.st_size, facts.st_mtime_ns)


def unpacked(path: Path) -> IO[bytes]:
    """The file's bytes, gunzipped when its name says so."""
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


def batches(place: Place, *, offset: int = 0, line: int = 0) -> Iterator[Batch]:
    """Read bulk NDJSON from a byte offset (of the unpacked file) that begins line number `line` + 1."""
    with unpacked(place.path) as file:
        file.seek(offset)
        is_last = False
        while not is_last:
            try:
                text, fault = file.read(BLOCK), ""
                is_last = len(text) < BLOCK
                text += file.readline()
            except DAMAGE:
                text, fault, is_last = _sound_lines(place.path, offset), DAMAGED, True
            lines = split(text if offset else text.removeprefix(codecs.BOM_UTF8))
            offset, first, line = offset + len(text), line, line + len(lines)
            if len(lines) or is_last:
                yield Batch(place.type, lines, _counted(place.name, first), place, offset, line, is_last, fault)


def _sound_lines(path: Path, offset: int) -> bytes:
    """The whole lines of a damaged file from a byte offset to where the damage begins."""
    pieces = []
    with suppress(*DAMAGE), unpacked(path) as file:
        file.seek(offset)
        while piece := file.read1():
            pieces.append(piece)
    text = b"".join(pieces)
    return text[: text.rfind(b"\n") + 1]


def _counted(name: str, first: int) -> Callable[[int], tuple[str, int]]:
    return lambda i: (name, first + i + 1)


def split(text: bytes) -> pa.Array:
    """A column of the lines in a text, each with its newline, without copying them."""
    ends = _newlines(text) + 1
    if text and not text.endswith(b"\n"):
        ends = np.append(ends, len(text))
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    lines = pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(text))
    try:
        lines.validate(full=True)
    except pa.ArrowInvalid:
        return pa.array([_readable(text[a:b]) for a, b in pairwise([0, *ends])], pa.string())
    return lines


def _newlines(text: bytes) -> np.ndarray:
    """Where they are, looked for in pieces that stay in the processor's cache."""
    letters = np.frombuffer(text, np.uint8)
    pieces = range(0, len(text), PIECE)
    return np.concatenate(
        [np.flatnonzero(letters[at : at + PIECE] == ord("\n")) + at for at in pieces] or [np.empty(0, int)]
    )


def mentions(lines: pa.Array, words: bytes) -> bool:
    """Whether these bytes are anywhere in the text of the lines; several times as fast as asking line by line."""
    text = lines.buffers()[2]
    return text is not None and re.search(re.escape(words), text) is not None


def _readable(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return NOT_UTF8.decode()
