"""Bulk NDJSON files by resource type, a new part every 256 MB (FHIR Bulk Data Access)."""

import gzip
from collections import Counter
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa

PART_BYTES = 256 * 1024 * 1024


class OutputFolderNotEmpty(Exception):
    """The output folder holds files, and replacing them was not asked for."""


def prepare_folder(out: Path, *, replace: bool) -> None:
    """Make the folder; with `replace`, take away the NDJSON files of an earlier run and nothing else.

    Raises `OutputFolderNotEmpty` when anything is (or would be) left in it.
    """
    out.mkdir(parents=True, exist_ok=True)
    earlier = [*out.glob("*.ndjson"), *out.glob("*.ndjson.gz")] if replace else []
    if len(earlier) < len(list(out.iterdir())):
        raise OutputFolderNotEmpty(f"{out} is not empty")
    for path in earlier:
        path.unlink()


class NdjsonFolder:
    """Open files of one run; `counts` are resources by type. `compress` writes gzip without a time stamp."""

    def __init__(self, out: Path, *, compress: bool):
        self.counts: Counter[str] = Counter()
        self._out, self._compress = out, compress
        self._files: dict[str, IO[bytes] | gzip.GzipFile] = {}
        self._parts: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()

    def write(self, type_: str, lines: pa.Array) -> None:
        """Add lines, each with its newline, to the type's current part."""
        if not len(lines):
            return
        if type_ not in self._files or self._bytes[type_] >= PART_BYTES:
            self._next_part(type_)
        text = _text(lines)
        self._files[type_].write(text)
        self._bytes[type_] += len(text)
        self.counts[type_] += len(lines)

    def close(self) -> None:
        """Close every part."""
        for file in self._files.values():
            file.close()

    def _next_part(self, type_: str) -> None:
        if type_ in self._files:
            self._files[type_].close()
        name = f"{type_}.{self._parts[type_]:03d}.ndjson"
        self._parts[type_] += 1
        self._bytes[type_] = 0
        self._files[type_] = self._open(name)

    def _open(self, name: str) -> IO[bytes] | gzip.GzipFile:
        if self._compress:
            return gzip.GzipFile(self._out / f"{name}.gz", "wb", compresslevel=6, mtime=0)
        return (self._out / name).open("wb")


def _text(lines: pa.Array) -> memoryview:
    """Return the bytes of a column of strings without copying them."""
    _, offsets, text = lines.buffers()
    ends = np.frombuffer(offsets, np.int32)[[lines.offset, lines.offset + len(lines)]]
    return memoryview(text)[slice(*ends)]
