"""Looking for harm in a file that somebody sends: the signature every scanner knows, and clamd where there is one."""

import socket
import struct
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings

PIECE = 64 * 1024
PATIENCE = 30  # seconds
# The test signature of the European Institute for Computer Antivirus Research, in two parts: else this file had it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Harmful(Exception):
    """The file carries what a scanner knows as harmful."""


class NoScanner(Exception):
    """A scanner is set and does not answer, so nobody knows."""


def refuse_harm(file: BinaryIO) -> None:
    """Read the file to its end and back to its beginning. Raises Harmful, or NoScanner."""
    before = b""
    for piece in _pieces(file):
        if EICAR in before + piece:
            raise Harmful
        before = piece[-len(EICAR) :]
    if settings.CLAMD:
        _ask_clamd(file)
    file.seek(0)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _ask_clamd(file: BinaryIO) -> None:
    """The command INSTREAM of clamd(8): pieces, each after its length, and an empty one at the end."""
    try:
        with _connected(settings.CLAMD) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for piece in _pieces(file):
                scanner.sendall(struct.pack("!I", len(piece)) + piece)
            scanner.sendall(struct.pack("!I", 0))
            says = scanner.recv(PIECE).rstrip(b"\0\n")
    except OSError as error:
        raise NoScanner from error
    if says.endswith(b"FOUND"):
        raise Harmful
    if not says.endswith(b"OK"):
        raise NoScanner


def _connected(address: str) -> socket.socket:
    """A socket to `/path/of/socket` or `host:port`."""
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host, int(port)), PATIENCE)
    scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    scanner.settimeout(PATIENCE)
    scanner.connect(address)
    return scanner
