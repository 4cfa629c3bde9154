"""Documents from the web, within limits of size and time, and never from inside the own network.

A feed's address is given by people and may redirect anywhere, so every address is looked at after its name has been
resolved and the connection is made to that very address.
"""

import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import orjson

NAT64 = ipaddress.ip_network("64:ff9b::/96")
REDIRECTS = {301, 302, 303, 307, 308}
AGENT = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "Inglenook directory"}


class Unreachable(Exception):
    """An address gave no document; says what was wrong and how its keeper can mend it."""

    def __init__(self, what: str, mend: str, status: int = 0):
        super().__init__(what)
        self.what, self.mend, self.status = what, mend, status


@dataclass(frozen=True)
class Limits:
    """How much one answer may hold and how long it may take, to its last byte."""

    size: int = 64 * 1024 * 1024
    seconds: float = 60
    silence: float = 15
    redirects: int = 5


@dataclass
class Fetcher:
    """Gets JSON. `private` allows addresses of the own network; `bytes_read` counts over all answers."""

    private: bool = False
    limits: Limits = Limits()
    bytes_read: int = 0

    def json(self, url: str) -> tuple[Any, str]:
        """The document at an address, and what was wrong with its encoding ("" when nothing was)."""
        body = self._body(url)
        self.bytes_read += len(body)
        text, wrong = decoded(body)
        try:
            return orjson.loads(text), wrong
        except orjson.JSONDecodeError as error:
            raise Unreachable(f"the answer is not JSON ({error})", "answer with JSON in UTF-8") from None

    def _body(self, url: str) -> bytes:
        for _ in range(self.limits.redirects + 1):
            asked = _checked(url)
            with self._answer(asked) as answer:
                if answer.status not in REDIRECTS:
                    return self._read(answer)
                url = _redirected(url, answer.getheader("Location") or "")
        raise Unreachable("it sends on and on to other addresses", "give the address that answers")

    @contextmanager
    def _answer(self, asked: SplitResult) -> Iterator[HTTPResponse]:
        kind = _TLS if asked.scheme == "https" else _Plain
        connection = kind(asked.hostname or "", asked.port or kind.default_port, timeout=self.limits.silence)
        connection.private = self.private
        late = threading.Event()
        timer = threading.Timer(self.limits.seconds, _cut, (connection, late))
        timer.start()
        try:
            path = (asked.path or "/") + (f"?{asked.query}" if asked.query else "")
            connection.request("GET", path, headers=AGENT)
            yield connection.getresponse()
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            raise _why(error, late.is_set(), self.limits) from None
        finally:
            timer.cancel()
            connection.close()
        if late.is_set():
            raise _why(TimeoutError(), True, self.limits)

    def _read(self, answer: HTTPResponse) -> bytes:
        if answer.status != 200:
            raise Unreachable(f"it answered {answer.status}", "answer with 200", answer.status)
        if int(answer.getheader("Content-Length") or 0) > self.limits.size:
            raise _too_big(self.limits)
        unzip = zlib.decompressobj(31) if answer.getheader("Content-Encoding") == "gzip" else None
        parts, size = [], 0
        while chunk := answer.read1(1 << 16):
            for part in _unzipped(unzip, chunk) if unzip else (chunk,):
                parts.append(part)
                size += len(part)
                if size > self.limits.size:
                    raise _too_big(self.limits)
        return b"".join(parts)


def decoded(body: bytes) -> tuple[str, str]:
    """The text, whatever it was written in, and what was wrong with that."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace"), "UTF-16"
    try:
        return body.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace"), "not UTF-8; read as Windows-1252"


def _unzipped(unzip, chunk: bytes) -> Iterator[bytes]:
    while chunk:
        yield unzip.decompress(chunk, 1 << 20)
        chunk = unzip.unconsumed_tail


class _Plain(HTTPConnection):
    """`line` is the socket, which the standard library lets go of while an answer is still being read."""

    private, line = False, None

    def connect(self):
        self.sock = self.line = _dialled(self.host, self.port, self.timeout, self.private)


class _TLS(HTTPSConnection):
    private, line = False, None

    def connect(self):
        sock = _dialled(self.host, self.port, self.timeout, self.private)
        self.sock = self.line = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)


def _dialled(host: str, port: int, timeout: float, private: bool) -> socket.socket:
    """A connection to the first address of a name that answers, once all are seen to be outside."""
    found = {item[4][0] for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not private and not all(_is_outside(address) for address in found):
        raise Unreachable(
            "the address is inside the own network",
            "give an address on the open web, or set INGLENOOK_PRIVATE_FEEDS=1 where the feed is trusted",
        )
    for address in sorted(found)[:-1]:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError:
            continue
    return socket.create_connection((max(found), port), timeout)


def _is_outside(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if ip.version == 6 and ip in NAT64:
        inner = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
    return (inner or ip).is_global and not ip.is_multicast


def _checked(url: str) -> SplitResult:
    try:
        asked = urlsplit(url)
        sound = asked.scheme in ("http", "https") and asked.hostname and (asked.port or True)
    except ValueError:
        sound = False
    if not sound:
        raise Unreachable("it is no address of the web", "give an address that begins with https://")
    return asked


def _redirected(url: str, location: str) -> str:
    new = urljoin(url, location)
    if url.startswith("https:") and not new.startswith("https:"):
        raise Unreachable("it sends on to an address that is not encrypted", "send on to https:// only")
    return new


def _cut(connection: _Plain | _TLS, late: threading.Event) -> None:
    late.set()
    if connection.line:
        try:
            connection.line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _why(error: Exception, late: bool, limits: Limits) -> Unreachable:
    if late:
        return Unreachable(f"the answer took longer than {limits.seconds:g} seconds", "answer faster, in smaller pages")
    if isinstance(error, TimeoutError):
        return Unreachable(f"nothing came for {limits.silence:g} seconds", "answer faster")
    if isinstance(error, socket.gaierror):
        return Unreachable("there is no such name on the web", "look at the address")
    return Unreachable(f"the connection failed ({type(error).__name__})", "see that the server runs")


def _too_big(limits: Limits) -> Unreachable:
    return Unreachable(f"the answer is larger than {limits.size:,} bytes", "give it in smaller pages")
