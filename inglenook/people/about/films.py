"""Films and recordings in boxes (ISO 14496-12: MP4, MOV, M4A): whether they are whole, and without where and by whom.

Telephones write into a film the place where it was taken. Those boxes are made `free` ("skip me") where they stand, so
that nothing else moves.
"""

import shutil
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.files import File

INSIDE = (b"moov", b"trak", b"mdia")
TELLING = (b"udta", b"meta", b"uuid", b"XMP_")
LONGEST_HEADER = 16


class NoFilm(Exception):
    """The boxes do not fit into each other, or none of them is a film's."""


def without_places(file: BinaryIO) -> File:
    """A copy in which boxes that tell of places, people and machines are empty. Raises NoFilm."""
    copy = File(TemporaryFile())  # noqa: SIM115 - it goes with the last who holds it
    file.seek(0)
    shutil.copyfileobj(file, copy)
    copy.flush()  # else it does not know its size
    found = list(_boxes(copy, 0, copy.size))
    if not {b"moov", b"moof"} & {name for name, _, _, _ in found}:
        raise NoFilm
    for name, start, inside, end in found:
        if name in TELLING:
            _empty(copy, start, inside, end)
    copy.seek(0)
    return copy


def shows_pictures(film: File) -> bool:
    """Whether one of its tracks is of pictures (`hdlr` of kind `vide`)."""
    film.seek(0)
    for name, _, inside, end in list(_boxes(film, 0, film.size)):
        if name == b"hdlr":
            film.seek(inside)
            if film.read(min(end - inside, 12))[8:12] == b"vide":
                return True
    return False


def _boxes(file: BinaryIO, at: int, until: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box: its name, where it begins, where its content begins, where it ends; those inside it after it."""
    while at < until:
        name, inside, end = _box(file, at, until)
        yield name, at, inside, end
        if name in INSIDE:
            yield from _boxes(file, inside, end)
        at = end


def _box(file: BinaryIO, at: int, until: int) -> tuple[bytes, int, int]:
    file.seek(at)
    head = file.read(LONGEST_HEADER)
    size, inside = int.from_bytes(head[:4], "big"), at + 8
    if size == 1:
        size, inside = int.from_bytes(head[8:16], "big"), at + 16
    end = until if size == 0 else at + size
    if len(head) < 8 or end < inside or end > until:
        raise NoFilm
    return head[4:8], inside, end


def _empty(file: BinaryIO, start: int, inside: int, end: int) -> None:
    file.seek(start + 4)
    file.write(b"free")
    file.seek(inside)
    for _ in range(inside, end, 65536):
        file.write(bytes(min(65536, end - file.tell())))
