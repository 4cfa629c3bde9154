"""Servers that never end, drip, unpack to gigabytes or lead inside: left in time, and nothing lost.

Every feed here is a real HTTP server on loopback.
"""

import gzip
import time

import pytest

from inglenook.community.directory import fetching
from inglenook.community.directory.fetching import Fetcher, Limits, Unreachable
from inglenook.community.directory.reading import read_in
from inglenook.community.models import FeedRun, Service

from .feeds import (
    INSIDE,
    make_service,
    read,
    says,
    serving,
    serving_services,
)  # fmt: skip

pytestmark = pytest.mark.django_db
State = FeedRun.State


def test_a_body_of_five_gigabytes_is_not_read():
    def huge(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(5 * 1024**3))
        handler.end_headers()

    with serving(lambda path, query: huge) as (base, _):
        run = read(base)
    assert run.state == State.REFUSED and says(run, "larger than") == 1


def test_a_body_without_an_end_is_left():
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"[" * 65536)
        except OSError:
            handler.close_connection = True

    with serving(lambda path, query: endless) as (base, _):
        run = read(base, size=1_000_000)
    assert run.state == State.REFUSED and says(run, "larger than 1,000,000 bytes") == 1


def test_a_small_zip_that_unpacks_to_much_is_left():
    def bomb(handler):
        body = gzip.compress(b" " * 50_000_000)
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    with serving(lambda path, query: bomb) as (base, _):
        run = read(base, size=1_000_000)
    assert run.state == State.REFUSED and says(run, "larger than") == 1


def test_an_answer_that_drips_is_left_in_time():
    def dripping(handler):
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        try:
            for _ in range(200):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            handler.close_connection = True

    started = time.monotonic()
    with serving(lambda path, query: dripping) as (base, _):
        run = read(base, seconds=1)
    assert run.state == State.REFUSED and says(run, "took longer than 1 seconds") == 1
    assert time.monotonic() - started < 15


def test_a_server_that_says_nothing_is_left():
    with serving(lambda path, query: lambda handler: time.sleep(3)) as (base, _):
        run = read(base, silence=0.3)
    assert run.state == State.REFUSED and says(run, "nothing came for 0.3 seconds") == 1


def test_the_own_network_is_not_asked():
    with serving_services(make_service()) as (base, asked):
        run = read_in(base)
        named = read_in(base.replace("127.0.0.1", "localhost"))
    assert run.state == named.state == State.REFUSED
    assert says(named, "inside the own network") == 1
    assert asked == []


@pytest.mark.parametrize(
    "address",
    [
        "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://2130706433/", "http://[fd00::1]/",
    ],
)  # fmt: skip
def test_no_way_of_writing_an_inner_address_leads_inside(address):
    with pytest.raises(Unreachable, match="inside the own network"):
        Fetcher(limits=Limits(silence=1)).json(address)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/", "http://", "http://a:b:c/"])
def test_what_is_no_address_of_the_web_is_refused(address):
    with pytest.raises(Unreachable, match="no address of the web"):
        Fetcher().json(address)


def test_a_redirect_is_looked_at_like_any_address(monkeypatch):
    """A server outside sends on to one inside. The first is let through here as if it were outside."""
    is_outside = fetching._is_outside
    with serving(lambda path, query: {"secret": 1}) as (inner, asked):
        port = inner.rsplit(":", 1)[1]
        with serving(lambda path, query: _sends_to(f"http://127.0.0.2:{port}/")) as (outer, _):
            monkeypatch.setattr(fetching, "_is_outside", lambda ip: ip == "127.0.0.1" or is_outside(ip))
            with pytest.raises(Unreachable, match="inside the own network"):
                Fetcher().json(outer)
    assert asked == []


def test_redirects_without_an_end_are_left():
    with (
        serving(lambda path, query: _sends_to("/again")) as (base, asked),
        pytest.raises(Unreachable, match="on and on"),
    ):
        INSIDE.json(base)
    assert len(asked) == 6


def _sends_to(address: str):
    def send(handler):
        handler.send_response(302)
        handler.send_header("Location", address)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return send


def test_numbers_and_nesting_out_of_all_bounds_do_no_harm():
    deep: dict = {}
    inner = deep
    for _ in range(200):
        inner["more"] = {}
        inner = inner["more"]
    odd = make_service("Odd", minimum_age="twelve", maximum_age=10**30, extra=deep, schedules="Mondays", alert=5)
    with serving_services(odd) as (base, _):
        run = read(base)
    assert run.state == State.COMPLETE
    assert "schedules" not in Service.objects.get().document
