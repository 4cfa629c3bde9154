"""A feed on a real HTTP server on loopback, services to put on it, and what came of reading it."""

import json
import threading
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from inglenook.community.directory.fetching import Fetcher, Limits
from inglenook.community.directory.reading import read_in
from inglenook.community.models import Feed, FeedRun

INSIDE = Fetcher(private=True)
Answer = Callable[[str, dict[str, str]], object]


def uuid_of(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def make_service(name: str = "Chair exercise", **fields) -> dict:
    """A whole service as Open Referral UK 3.0 gives it, at one place, about one term."""
    own = fields.pop("id", uuid_of(name))
    return {
        "id": own,
        "name": name,
        "description": f"{name} for everybody",
        "status": "active",
        "assured_date": "2026-05-01",
        "organization": {"id": uuid_of("org"), "name": "Age Well Borset", "description": "A charity"},
        "service_at_locations": [
            {
                "id": uuid_of(f"at {own}"),
                "location": {
                    "id": uuid_of("hall"),
                    "location_type": "physical",
                    "name": "Village hall",
                    "latitude": 52.2,
                    "longitude": -2.1,
                    "addresses": [
                        {
                            "id": uuid_of("address"),
                            "address_1": "1 High Street",
                            "city": "Borchester",
                            "state_province": "Borsetshire",
                            "postal_code": "bc1 1aa",
                            "country": "GB",
                            "address_type": "physical",
                        }
                    ],
                    "accessibility": [{"id": uuid_of("ramp"), "description": "Wheelchair access, induction loop"}],
                },
            }
        ],
        "contacts": [
            {"id": uuid_of("contact"), "name": "Reception", "phones": [{"id": uuid_of("p"), "number": "01632 960001"}]}
        ],
        "attributes": [
            {
                "id": uuid_of(f"attribute {own}"),
                "link_type": "service",
                "taxonomy_term": {
                    "id": uuid_of("term"),
                    "name": "Exercise",
                    "description": "Moving more",
                    "taxonomy": "Borset list",
                },
            }
        ],
    } | fields


def page(services: list, *, number: int = 1, pages: int = 1, total: int | None = None) -> dict:
    return {
        "total_items": len(services) if total is None else total,
        "total_pages": pages,
        "page_number": number,
        "size": len(services),
        "first_page": number == 1,
        "last_page": number == pages,
        "empty": not services,
        "contents": services,
    }


@contextmanager
def serving(answer: Answer):
    """A server at whose addresses `answer(path, query)` gives a body (JSON, bytes), a status with it, or a function
    that writes to the connection itself. Yields its root and the list of paths asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            parts = urlsplit(self.path)
            asked.append(self.path)
            given = answer(parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()})
            if callable(given):
                given(self)
                return
            status, body = given if isinstance(given, tuple) else ((404, b"") if given is None else (200, given))
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def serving_services(*services: dict, per_page: int = 100):
    """A server of these services, in pages as the standard says."""
    pages = [list(services[i : i + per_page]) for i in range(0, len(services), per_page)] or [[]]

    def answer(path, query):
        if path != "/services":
            return None
        number = int(query.get("page", 1))
        found = pages[number - 1] if number <= len(pages) else []
        return page(found, number=number, pages=len(pages), total=len(services))

    return serving(answer)


def read(base: str, **limits) -> FeedRun:
    return read_in(base, fetcher=Fetcher(private=True, limits=Limits(**limits)))


def whats(run: FeedRun) -> list[str]:
    return list(run.faults.values_list("what", flat=True))


def says(run: FeedRun, text: str) -> int:
    return run.faults.filter(what__contains=text).count()


def adds_up(run: FeedRun) -> bool:
    return all(
        row["read"] == row["kept"] + row.get("unchanged", 0) + row.get("ignored", 0) + row["rejected"]
        for row in run.counts.values()
    )


def numbered(count: int, start: int = 0) -> list[dict]:
    return [make_service(f"Service {n}") for n in range(start, start + count)]


def same_feed(before: str, now: str) -> None:
    """The feed moves to another address, as a server of a test does."""
    Feed.objects.filter(address=before).update(address=now)
