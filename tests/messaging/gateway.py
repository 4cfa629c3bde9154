"""An imitation of text gateways on loopback, as unkind as they come: GOV.UK Notify's API and the generic one.

It sends whatever it accepts, however often it is asked (unless `honours_keys`), so that a message handed over twice is
seen to have gone out twice. What it does wrong is drawn from `faults`, seeded.
"""

import json
import random
import threading
import time
import uuid
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Faults:
    """Shares of hand-overs that go wrong in each way."""

    busy: float = 0  # 429, nothing taken
    broken: float = 0  # 500, nothing taken
    taken_then_broken: float = 0  # taken, then 500
    dropped: float = 0  # nothing taken, the line goes dead
    taken_then_dropped: float = 0  # taken, then the line goes dead
    delayed: float = 0  # taken, and answered late


FAILS = {"busy": 429, "broken": 500, "dropped": 0}
KINDLY = Faults()
UNKINDLY = Faults(busy=0.05, broken=0.05, taken_then_broken=0.05, dropped=0.05, taken_then_dropped=0.05, delayed=0.05)


@dataclass(frozen=True)
class Sent:
    key: str
    ref: str
    to: str
    text: str


class GatewayImitation:
    """Use as a context manager; `url` is where it listens, `sent` what went out through it."""

    def __init__(self, faults: Faults = KINDLY, *, honours_keys: bool = False, seed: int = 1, port: int = 0) -> None:
        self.faults, self.honours_keys = faults, honours_keys
        self.sent: list[Sent] = []
        self.refuse: dict[str, int] = {}  # numbers that are refused, with the status
        self.asked = 0
        self._by_ref: dict[str, list[Sent]] = {}
        self._lock = threading.Lock()
        self._random = random.Random(seed)
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *error):
        self._server.shutdown()
        self._server.server_close()

    @property
    def doubled(self) -> list[str]:
        """References that went out more than once."""
        return [ref for ref, sent in self._by_ref.items() if len(sent) > 1]

    def fault(self) -> str:
        drawn = self._random.random()
        for name, share in vars(self.faults).items():
            if drawn < share:
                return name
            drawn -= share
        return ""

    def take(self, ref: str, to: str, text: str) -> Sent:
        with self._lock:
            known = self._by_ref.get(ref)
            if known and self.honours_keys:
                return known[0]
            sent = Sent(str(uuid.uuid4()), ref, to, text)
            self.sent.append(sent)
            self._by_ref.setdefault(ref, []).append(sent)
            return sent

    def hear(self, ref: str, to: str, text: str) -> tuple[int, dict]:
        """The status and words with which a hand-over is answered; no status: the line goes dead."""
        self.asked += 1
        if status := self.refuse.get(to):
            return status, {"errors": [{"message": f"not a number: {to}"}]}
        fault = self.fault()
        if fault in FAILS:
            return FAILS[fault], {"errors": []}
        sent = self.take(ref, to, text)
        if fault == "delayed":
            time.sleep(0.2)
        if fault.startswith("taken_then_"):
            return FAILS[fault.removeprefix("taken_then_")], {"errors": []}
        return 201, {"id": sent.key, "reference": ref}

    def known(self, ref: str) -> list[Sent]:
        return self._by_ref.get(ref, [])


def _read(said: dict) -> tuple[str, str, str]:
    """Reference, number and text, as either API has them; of a letter its PDF in base 64."""
    to = said.get("to") or said.get("phone_number") or "letter"
    text = said.get("text") or said.get("personalisation", {}).get("text") or said.get("content", "")
    return said["reference"], to, text


def _handler(gateway: GatewayImitation):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_):
            pass

        def do_POST(self):
            ref, to, text = _read(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, body = gateway.hear(ref, to, text)
            self.answer(status, body) if status else self.hang_up()

        def do_GET(self):
            ref = parse_qs(urlsplit(self.path).query)["reference"][0]
            found = [{"id": sent.key, "reference": ref} for sent in gateway.known(ref)]
            self.answer(200, {"notifications": found, "messages": found, "links": {}})

        def hang_up(self):
            self.close_connection = True
            self.connection.close()

        def answer(self, status: int, body: dict):
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler
