"""Feeds that loop, lie, change ids, carry scripts, never end, drip, are no JSON or lead inside: said, and survived.

Every feed here is a real HTTP server on loopback.
"""

import gzip
import json
import time

import pytest

from inglenook.community.directory import fetching
from inglenook.community.directory.fetching import Fetcher, Limits, Unreachable
from inglenook.community.directory.reading import read_in
from inglenook.community.models import Feed, FeedRun, Provider, Service, ServiceAtSite, Site, Term

from .feeds import make_service, page, serving, serving_services, uuid_of

pytestmark = pytest.mark.django_db
State = FeedRun.State
INSIDE = Fetcher(private=True)


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


def test_a_sound_feed_comes_whole_and_again_changes_nothing():
    with serving_services(*numbered(230)) as (base, asked):
        first, again = read(base), read(base)

    assert first.state == again.state == State.COMPLETE
    assert whats(first) == []
    assert first.counts["service"] == {
        "read": 230, "kept": 230, "unchanged": 0, "ignored": 0, "rejected": 0, "gone": 0,
    }  # fmt: skip
    assert again.counts["service"]["unchanged"] == 230 and again.counts["service"]["kept"] == 0
    assert adds_up(first) and adds_up(again)
    assert (Provider.objects.count(), Site.objects.count(), ServiceAtSite.objects.count()) == (1, 1, 230)
    service = Service.objects.get(name="Service 7")
    assert service.phone == "01632 960001" and service.terms.get().name == "Exercise"
    assert service.at_sites.get().site.postcode == "BC1 1AA"
    assert service.at_sites.get().site.access == ["step_free", "hearing_loop"]
    assert len([path for path in asked if path.startswith("/services?")]) == 6


def test_what_a_whole_feed_no_longer_has_is_gone_and_comes_back():
    with serving_services(*numbered(12)) as (base, _):
        read(base)
    with serving_services(*numbered(11)) as (other, _):
        _same_feed(base, other)
        run = read(other)
        assert run.counts["service"]["gone"] == 1
        assert Service.objects.get(name="Service 11").gone_at
        assert Term.objects.filter(gone_at=None).exists() and Provider.objects.filter(gone_at=None).exists()
    with serving_services(*numbered(12)) as (third, _):
        _same_feed(other, third)
        read(third)
    assert Service.objects.filter(gone_at=None).count() == 12


def _same_feed(before: str, now: str) -> None:
    """The feed moves to another address, as a server of a test does."""
    Feed.objects.filter(address=before).update(address=now)


def test_pages_that_loop_are_left_and_nothing_goes():
    services = numbered(4)

    def looping(path, query):
        number = int(query["page"])
        return (
            page(services[(number - 1) % 2 * 2 :][:2], number=number, pages=99, total=198)
            if path == "/services"
            else None
        )

    with serving(looping) as (base, asked):
        run = read(base)

    assert run.state == State.PARTIAL
    assert says(run, "the pages loop") == 1
    assert Service.objects.count() == 4 and len(asked) < 10
    assert adds_up(run)


def test_a_total_that_lies_is_said():
    with serving(lambda path, query: page(numbered(3), total=2) if path == "/services" else None) as (base, _):
        run = read(base)
    assert run.state == State.COMPLETE and says(run, "it says it has 2 entries and gave 3") == 1


def test_a_feed_that_gives_fewer_than_it_says_takes_nothing_away():
    with serving_services(*numbered(12)) as (base, _):
        read(base)
    with serving(lambda path, query: page(numbered(3), total=12) if path == "/services" else None) as (short, _):
        _same_feed(base, short)
        run = read(short)
    assert run.state == State.PARTIAL and says(run, "it says it has 12 entries and gave 3") == 1
    assert Service.objects.filter(gone_at=None).count() == 12


def test_a_page_that_fails_leaves_the_rest_as_it_was():
    services = numbered(250)
    with serving_services(*services) as (base, _):
        read(base)

    def broken(path, query):
        number = int(query.get("page", 1))
        if path != "/services":
            return None
        return (500, b"oops") if number == 2 else page(services[:100], number=number, pages=3, total=250)

    with serving(broken) as (worse, _):
        _same_feed(base, worse)
        run = read(worse)
    assert run.state == State.PARTIAL and says(run, "it answered 500") == 1
    assert Service.objects.filter(gone_at=None).count() == 250


def test_an_empty_feed_does_not_empty_the_directory_unless_somebody_says_so():
    with serving_services(*numbered(20)) as (base, _):
        read(base)
    with serving_services() as (empty, _):
        _same_feed(base, empty)
        run = read(empty)
        assert run.state == State.REFUSED and says(run, "it would take away 20 of the 20 services") == 1
        assert Service.objects.filter(gone_at=None).count() == 20
        accepted = read_in(empty, fetcher=INSIDE, accept_losses=True)
    assert accepted.state == State.COMPLETE and not Service.objects.filter(gone_at=None).exists()


def test_ids_that_all_change_are_refused():
    with serving_services(*numbered(20)) as (base, _):
        read(base)
    renamed = [service | {"id": uuid_of(f"new {service['name']}")} for service in numbered(20)]
    with serving_services(*renamed) as (other, _):
        _same_feed(base, other)
        run = read(other)
    assert run.state == State.REFUSED and says(run, "20 of 20 services came with another id") == 1
    assert Service.objects.count() == 20
    assert adds_up(run)


def test_an_id_that_repeats_is_one_service():
    twice = [make_service("One"), make_service("Two", id=uuid_of("One"))]
    with serving_services(*twice) as (base, _):
        run = read(base)
    assert [service.name for service in Service.objects.all()] == ["One"]
    assert run.counts["service"]["ignored"] == 1 and adds_up(run)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Tea<script>alert(1)</script> for all", "Tea for all"),
        ("<p>Tea &amp; talk</p><p>Monday</p>", "Tea & talk\nMonday"),
        ("&lt;img src=x onerror=alert(1)&gt;Tea", "Tea"),
        ("Tea <b onclick='x()'>now", "Tea now"),
        ("Less than 5 < 6 & more", "Less than 5 < 6 & more"),
        ("Tea\u0000\u0007 time", "Tea time"),
    ],
)
def test_scripts_and_markup_become_plain_text(given, kept):
    with serving_services(make_service(description=given)) as (base, _):
        run = read(base)
    assert Service.objects.get().description == kept
    assert says(run, "taken as plain text") == (given != kept)


def test_an_address_that_is_a_script_is_left_out():
    with serving_services(make_service(url="javascript:alert(1)", email="not an address")) as (base, _):
        run = read(base)
    service = Service.objects.get()
    assert (service.url, service.email) == ("", "")
    assert run.faults.filter(place__endswith=" url").count() == run.faults.filter(place__endswith=" email").count() == 1


@pytest.mark.parametrize("broken", ["id", "name", "status"])
def test_a_service_without_what_the_standard_requires_is_refused_and_the_others_taken(broken):
    bad = make_service("Bad")
    del bad[broken]
    with serving_services(bad, make_service("Good")) as (base, _):
        run = read(base)
    assert [service.name for service in Service.objects.all()] == ["Good"]
    assert run.counts["service"]["rejected"] == 1 and adds_up(run)
    assert run.faults.filter(weight="refused", place__endswith=broken).count() == 1


def test_a_service_that_came_broken_this_time_stays_as_it_was():
    with serving_services(*numbered(3)) as (base, _):
        read(base)
    worse = numbered(3)
    worse[1]["status"] = "who knows"
    with serving_services(*worse) as (other, _):
        _same_feed(base, other)
        run = read(other)
    assert run.counts["service"] | {} == {
        "read": 3, "kept": 0, "unchanged": 2, "ignored": 0, "rejected": 1, "gone": 0,
    }  # fmt: skip
    assert ServiceAtSite.objects.filter(gone_at=None).count() == 3


def test_a_feed_of_which_nothing_can_be_taken_is_refused():
    with serving_services({"hello": 1}, {"world": 2}) as (base, _):
        run = read(base)
    assert run.state == State.REFUSED and run.counts["service"]["rejected"] == 2


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


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"<html>Sign in</html>", "the answer is not JSON"),
        (b"", "the answer is not JSON"),
        (b'{"contents": 5}', "there is no list of entries"),
        (b'{"contents": [1, "two", null]}', "not one service of it can be taken"),
        (b'"hello"', "there is no list of entries"),
    ],
)
def test_what_is_no_feed_is_refused(body, what):
    with serving(lambda path, query: body) as (base, _):
        run = read(base)
    assert run.state == State.REFUSED and says(run, what) == 1


def test_other_encodings_are_read_and_said():
    latin = json.dumps(page([make_service("Café")]), ensure_ascii=False).encode("cp1252")
    with serving(lambda path, query: latin if path == "/services" else None) as (base, _):
        run = read(base)
    assert Service.objects.get().name == "Café"
    assert says(run, "not UTF-8") == 1


def test_characters_broken_before_they_came_are_mended():
    with serving_services(make_service("Womenâ€™s group")) as (base, _):
        run = read(base)
    assert Service.objects.get().name == "Women’s group"
    assert says(run, "characters of a wrong encoding") == 2  # in the name and in the description


def test_a_thin_list_is_filled_from_the_page_of_each():
    services = numbered(3)

    def thin(path, query):
        if path == "/services":
            return page([{key: service[key] for key in ("id", "name", "status")} for service in services])
        return next((service for service in services if path == f"/services/{service['id']}"), None)

    with serving(thin) as (base, _):
        run = read(base)
    assert run.state == State.COMPLETE and whats(run) == []
    assert ServiceAtSite.objects.count() == 3


def test_an_id_that_changes_between_list_and_page_is_not_taken():
    def changing(path, query):
        if path == "/services":
            return page([{"id": uuid_of("a"), "name": "A", "status": "active"}])
        return make_service("A", id=uuid_of("b")) if path.startswith("/services/") else None

    with serving(changing) as (base, _):
        run = read(base)
    assert run.state == State.PARTIAL and says(run, "another id than the list") == 1
    assert not Service.objects.exists()


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


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"fees": None}, "it is null"),
        ({"extra": "?"}, "the standard has no such field"),
        ({"minimum_age": "12"}, "a number in quotation marks"),
        ({"status": "ACTIVE"}, "capital and small letters"),
        ({"url": "www.example.org/tea"}, "without http://"),
        ({"assured_date": "yesterday"}, "it is not a date"),
        ({"last_modified": "soon"}, "it is not a date and time"),
        ({"contacts": [{"name": "Ann"}]}, "every contact needs it"),
        ({"languages": ["Urdu"]}, "it should be an object"),
        ({"id": "143"}, "it is not a UUID"),
    ],
)
def test_what_departs_from_the_standard_is_taken_with_a_warning(fields, what):
    with serving_services(make_service(**fields)) as (base, _):
        run = read(base)
    assert run.state == State.COMPLETE and Service.objects.count() == 1
    assert says(run, what) == run.faults_found == 1


def test_coordinates_that_are_no_place_are_left_out_and_said():
    odd = make_service("Odd")
    odd["service_at_locations"][0]["location"] |= {"latitude": 100, "longitude": 101}
    with serving_services(odd) as (base, _):
        run = read(base)
    assert says(run, "no place on land") == 1 and Site.objects.get().latitude is None
