"""Feeds that loop, lie about totals, change ids, carry scripts or are no feed: said, and survived.

Every feed here is a real HTTP server on loopback.
"""

import json

import pytest
from django.db import connection, transaction

from inglenook.community.directory import staging
from inglenook.community.directory.reading import read_in
from inglenook.community.models import FeedRun, Provider, Service, ServiceAtSite, Site, Term
from inglenook.core import access

from .feeds import (
    INSIDE,
    adds_up,
    make_service,
    numbered,
    page,
    read,
    same_feed,
    says,
    serving,
    serving_services,
    uuid_of,
    whats,
)  # fmt: skip

pytestmark = pytest.mark.django_db
State = FeedRun.State


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
        same_feed(base, other)
        run = read(other)
        assert run.counts["service"]["gone"] == 1
        assert Service.objects.get(name="Service 11").gone_at
        assert Term.objects.filter(gone_at=None).exists() and Provider.objects.filter(gone_at=None).exists()
    with serving_services(*numbered(12)) as (third, _):
        same_feed(other, third)
        read(third)
    assert Service.objects.filter(gone_at=None).count() == 12


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
        same_feed(base, short)
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
        same_feed(base, worse)
        run = read(worse)
    assert run.state == State.PARTIAL and says(run, "it answered 500") == 1
    assert Service.objects.filter(gone_at=None).count() == 250


def test_an_empty_feed_does_not_empty_the_directory_unless_somebody_says_so():
    with serving_services(*numbered(20)) as (base, _):
        read(base)
    with serving_services() as (empty, _):
        same_feed(base, empty)
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
        same_feed(base, other)
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
        same_feed(base, other)
        run = read(other)
    assert run.counts["service"] | {} == {
        "read": 3, "kept": 0, "unchanged": 2, "ignored": 0, "rejected": 1, "gone": 0,
    }  # fmt: skip
    assert ServiceAtSite.objects.filter(gone_at=None).count() == 3


def test_a_feed_of_which_nothing_can_be_taken_is_refused():
    with serving_services({"hello": 1}, {"world": 2}) as (base, _):
        run = read(base)
    assert run.state == State.REFUSED and run.counts["service"]["rejected"] == 2


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


def test_what_would_be_lost_is_found_by_joining_whole_tables():
    """A step for each service, over all that came, took minutes for 20,000 of them."""
    with access.working(), transaction.atomic(), connection.cursor() as cursor:
        staging.prepare()
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(f"EXPLAIN {staging.LOSSES}", {"feed": 0})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Join" in plan and "SubPlan" not in plan
