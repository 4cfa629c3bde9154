"""A folder or zip as texts by their path, with everything refused that no course has: programs, ways out, bombs."""

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .faults import Fault, Faulty

KINDS = (".md", ".yaml")
IGNORED = ("LICENSE", "LICENCE", ".DS_Store", "Thumbs.db")
MOST_FILES = 200
MOST_BYTES = 1_000_000  # a file
MOST_TOGETHER = 10_000_000
MOST_TIMES_SMALLER = 100  # packed, a text is seldom a tenth of itself


def texts_in(path: Path) -> dict[str, str]:
    """The texts of a folder or zip by their path in it, whose one outer folder, if there is one, is left out.

    Raises Faulty with every file that is not taken.
    """
    if not path.is_dir() and not zipfile.is_zipfile(path):
        raise Faulty([Fault(path.name, 0, "This is neither a folder nor a zip.", "Give the folder of a course.")])
    found, faults = {}, []
    for name, read in _entries(path, faults):
        if fault := _unwelcome(name):
            faults.append(fault)
        elif PurePosixPath(name).name not in IGNORED:
            try:
                found[name] = _text(name, read())
            except Faulty as refused:
                faults += refused.faults
    if faults:
        raise Faulty(faults)
    return _without_outer_folder(found)


def _entries(path: Path, faults: list[Fault]) -> Iterator[tuple[str, object]]:
    """Each file's name with a function that reads it, no more of them and no larger than any course is."""
    entries = list(_of_folder(path) if path.is_dir() else _of_zip(path))
    if len(entries) > MOST_FILES:
        raise Faulty([Fault(path.name, 0, f"{len(entries)} files are in it.", f"A course has at most {MOST_FILES}.")])
    together = 0
    for name, size, packed, is_link, read in entries:
        together += size
        if is_link:
            faults.append(Fault(name, 0, "This is a link to another file.", "Put the file itself here."))
        elif size > MOST_BYTES or together > MOST_TOGETHER or size > 10_000 and size > packed * MOST_TIMES_SMALLER:
            faults.append(
                Fault(name, 0, f"Unpacked it has {size:,} bytes.", "Make it smaller; a module is some pages.")
            )
        else:
            yield name, read


def _of_folder(path: Path) -> Iterator[tuple]:
    for file in sorted(path.rglob("*")):
        if file.is_symlink() or file.is_file():
            size = file.lstat().st_size
            yield file.relative_to(path).as_posix(), size, size, file.is_symlink(), file.read_bytes


def _of_zip(path: Path) -> Iterator[tuple]:
    archive = zipfile.ZipFile(path)
    for entry in archive.infolist():
        if not entry.is_dir():
            is_link = stat.S_ISLNK(entry.external_attr >> 16)
            yield entry.filename, entry.file_size, entry.compress_size, is_link, lambda e=entry: archive.read(e)


def _unwelcome(name: str) -> Fault | None:
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
        return Fault(name, 0, "Its path leads out of the course.", "Pack the folder of the course itself.")
    if place.suffix not in KINDS and place.name not in IGNORED:
        return Fault(name, 0, f"A course holds no “{place.suffix or place.name}” files.", "Leave it out: text only.")
    return None


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Faulty([Fault(name, line, "This is not UTF-8 text.", "Save the file as UTF-8.")]) from error


def _without_outer_folder(found: dict[str, str]) -> dict[str, str]:
    outer = {name.split("/", 1)[0] for name in found}
    if len(outer) == 1 and all("/" in name for name in found):
        return {name.split("/", 1)[1]: text for name, text in found.items()}
    return found
