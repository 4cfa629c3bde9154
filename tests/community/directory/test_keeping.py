"""People keep the directory: edits that last, flags with effect, doubles decided by a person, feeds read on time."""

from datetime import date, timedelta

import pytest
from django.test import Client

from inglenook.community.directory import actions, tasks
from inglenook.community.directory.assurance import assurance
from inglenook.community.directory.forms import ServiceForm
from inglenook.community.directory.merging import composed, merged
from inglenook.community.directory.reading import read_in
from inglenook.community.models import Double, Edit, Feed, Flag, Provider, Service, Site
from inglenook.core import clock
from inglenook.core.models import Beat
from tests import factories
from tests.asking import questions

from .feeds import INSIDE, make_service, same_feed, serving_services, uuid_of

pytestmark = pytest.mark.django_db


def read_services(*services, **options):
    with serving_services(*services) as (base, _):
        read_in(base, fetcher=INSIDE, **options)
        return base


@pytest.fixture
def link_worker(practice):
    return factories.make_user("Lena Ward", role="link_worker", at=practice)


@pytest.fixture
def service(db):
    read_services(make_service("Chair exercise"), make_service("Tea and talk"), name="Borset")
    return Service.objects.select_related("provider").get(name="Chair exercise")


# RFC 7396, appendix A, and what follows from it for two patches in a row.
@pytest.mark.parametrize(
    ("target", "patch", "result"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ({"a": "foo"}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merge_patches_do_what_the_rfc_says(target, patch, result):
    assert merged(target, patch) == result


def test_two_patches_in_one_do_what_both_do():
    target, first, then = {"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"b": None}, "e": 4}, {"a": {"c": None}, "d": None}
    assert merged(target, composed(first, then)) == merged(merged(target, first), then) == {"a": {}, "e": 4}


def test_an_edit_outlives_the_next_refresh_and_the_rest_follows_the_feed(service, link_worker):
    phones = [{"id": uuid_of("new"), "number": "01632 960999"}]
    actions.edit(service=service, patch={"name": "Seated exercise", "phones": phones}, by=link_worker)

    with serving_services(make_service("Chair exercise", description="Now with music"), make_service("Tea")) as (
        base,
        _,
    ):
        same_feed(Feed.objects.get().address, base)
        read_in(base, fetcher=INSIDE)

    service.refresh_from_db()
    assert (service.name, service.phone, service.description) == ("Seated exercise", "01632 960999", "Now with music")
    assert Edit.objects.get().by == link_worker


def test_a_field_can_follow_the_feed_again(service, link_worker):
    actions.edit(service=service, patch={"name": "Seated exercise", "fees": "Free"}, by=link_worker)
    shown = actions.follow_feed(service=service, field="name", by=link_worker)
    assert shown.name == "Chair exercise" and shown.edits == {"fees": "Free"}


def test_who_may_edit(service, nurse, manager, practice):
    charity = factories.make_organisation("Age Well", kind="charity")
    own, other = (
        factories.make_user("Ann", role="charity", at=charity),
        factories.make_user("Bob", role="charity", at=practice),
    )
    administrator = factories.make_user("Ada", role="administrator", at=practice)
    Provider.objects.filter(pk=service.provider_id).update(organisation=charity)
    service = Service.objects.select_related("provider").get(pk=service.pk)

    for user in (manager, administrator, own):
        actions.edit(service=service, patch={"fees": user.name}, by=user)
    for user in (nurse, other):
        with pytest.raises(actions.NotAllowed):
            actions.edit(service=service, patch={"fees": "£100"}, by=user)
        with pytest.raises(actions.NotAllowed):
            actions.follow_feed(service=service, field="fees", by=user)


def test_a_place_that_moved_is_found_by_its_postcode_alone(service, link_worker):
    site = Site.objects.get()
    actions.move(service=service, site=site, lines="2 Mill Lane, Borchester", postcode="bc2 2bb", by=link_worker)
    site.refresh_from_db()
    assert (site.postcode, site.latitude) == ("BC2 2BB", None) and site.address.startswith("2 Mill Lane")


def test_the_form_saves_only_what_was_changed(client, service, link_worker):
    client.force_login(link_worker)
    shown = ServiceForm(service=service, site=Site.objects.get()).initial
    response = client.post(
        f"/directory/{service.ref}/edit/", shown | {"phone": "01632 960123", "url": "example.org", "checked": "on"}
    )
    assert response.status_code == 302
    service.refresh_from_db()
    assert set(service.edits) == {"phones", "url", "assured_date"}
    assert (service.phone, service.url, service.assured_on) == ("01632 960123", "https://example.org", clock.today())
    assert not Site.objects.exclude(edits={}).exists()


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(client, service, link_worker):
    client.force_login(link_worker)
    response = client.post(f"/directory/{service.ref}/edit/", {"name": "", "url": "javascript:alert(1)", "status": "x"})
    assert response.status_code == 200 and "<title>Error: " in (page := response.content.decode())
    assert "Enter name" in page and "like https://example.org" in page and "javascript:alert(1)" in page
    service.refresh_from_db()
    assert service.edits == {}


def test_anybody_flags_with_one_tap_and_once_a_session_counts(service):
    visitor, another = Client(), Client()
    for client in (visitor, visitor, another):
        response = client.post(f"/directory/{service.ref}/flag/", {"kind": "closed"})
        assert (response.status_code, response.url) == (302, f"/help/{service.ref}/")
    assert Flag.objects.get().times == 2
    visitor.post(f"/directory/{service.ref}/flag/", {"kind": "nonsense", "next": "https://elsewhere.example/"})
    assert Flag.objects.count() == 1


def test_a_flag_leads_nowhere_else(service):
    response = Client().post(f"/directory/{service.ref}/flag/", {"kind": "full", "next": "//elsewhere.example/"})
    assert response.url == f"/help/{service.ref}/"


@pytest.mark.parametrize("kind", ["closed", "full"])
def test_closing_a_flag_has_its_effect_and_can_be_undone(client, service, link_worker, kind):
    flag = actions.flag(service=service, kind=kind)
    client.force_login(link_worker)

    client.post(f"/directory/flags/{flag.pk}/", {"outcome": "mended"})
    offered = Service.objects.on_offer().with_room().values_list("name", flat=True)
    assert list(offered) == ["Tea and talk"]
    client.post(f"/directory/flags/{flag.pk}/undo/")
    assert Service.objects.on_offer().with_room().count() == 2
    assert Flag.objects.get().closed_at is None


def test_a_flag_without_ground_changes_nothing(service, link_worker):
    flag = actions.flag(service=service, kind="closed")
    actions.close_flag(flag=flag, outcome="unfounded", by=link_worker)
    assert Service.objects.on_offer().count() == 2
    assert actions.flag(service=service, kind="closed").pk != flag.pk


def test_one_service_in_two_feeds_is_proposed_with_reasons_and_not_put_together(service):
    read_services(
        make_service("Chair exercise class", id=uuid_of("theirs")),
        make_service("Debt advice", id=uuid_of("debt"), contacts=[], service_at_locations=[]),
        name="Other",
    )
    double = Double.objects.get()
    assert {double.first.name, double.second.name} == {"Chair exercise", "Chair exercise class"}
    assert double.reasons == ["phone", "place"]
    assert double.likeness == pytest.approx(2 / 3)  # chair, exercise of chair, exercise, class
    assert Service.objects.on_offer().count() == 4


@pytest.fixture
def double(service):
    read_services(make_service("Chair exercise", id=uuid_of("theirs")), name="Other")
    return Double.objects.get()


def test_a_decision_hides_one_and_can_be_undone(client, double, link_worker):
    client.force_login(link_worker)
    client.post(f"/directory/doubles/{double.ref}/", {"keep": "first"})
    double.second.refresh_from_db()
    assert double.second.same_as == double.first and double.second not in Service.objects.on_offer()
    client.post(f"/directory/doubles/{double.ref}/undo/")
    double.refresh_from_db()
    assert double.second in Service.objects.on_offer() and double.state == Double.State.PROPOSED


def test_what_was_decided_stays_decided_after_a_refresh(double, link_worker):
    actions.decide(double=double, keep=None, by=link_worker)
    read_services(make_service("Chair exercise", id=uuid_of("third")), name="Third")
    double.refresh_from_db()
    assert double.state == Double.State.DIFFERENT
    assert Double.objects.filter(state=Double.State.PROPOSED).count() == 2  # the third with each of the two


def test_when_the_one_that_is_shown_goes_the_other_is_shown_again(double, link_worker):
    """H-092: two feeds list a lunch club, one stops listing it; it must not be lost."""
    kept = Service.objects.get(source_id=uuid_of("theirs"))
    actions.decide(double=double, keep=kept, by=link_worker)
    hidden = Service.objects.get(same_as=kept)
    with serving_services(make_service("Something else", id=uuid_of("else"))) as (base, _):
        same_feed(kept.feed.address, base)
        read_in(base, fetcher=INSIDE)
    hidden.refresh_from_db()
    double.refresh_from_db()
    assert hidden in Service.objects.on_offer() and double.state == Double.State.PROPOSED


@pytest.mark.parametrize(
    ("assured_on", "text", "is_old"),
    [
        (None, "Nobody has said when this was last checked", True),
        (date(2026, 11, 1), "Last checked 1 November 2026, less than a month ago", False),
        (date(2026, 10, 21), "Last checked 21 October 2026, a month ago", False),
        (date(2026, 6, 4), "Last checked 4 June 2026, 5 months ago", False),
        (date(2025, 11, 22), "Last checked 22 November 2025, more than a year ago", True),
        (date(2005, 1, 1), "Last checked 1 January 2005, more than 21 years ago", True),
        (date(2027, 1, 1), "Nobody has said when this was last checked", True),
    ],
)
def test_how_fresh_it_is_in_words(assured_on, text, is_old):
    found = assurance(assured_on, date(2026, 11, 22))
    assert (found.text, found.is_old) == (text, is_old)


def test_feeds_are_read_when_their_time_has_come(service):
    feed = Feed.objects.get()
    assert list(tasks.due()) == []  # by hand
    Feed.objects.update(every_hours=24)
    assert list(tasks.due()) == []
    feed.runs.update(started_at=clock.now() - timedelta(hours=25))
    assert list(tasks.due()) == [feed]
    tasks.read_what_is_due(timestamp=0)
    tasks.read_what_is_due(timestamp=0)  # it waits in the queue already
    assert Beat.objects.filter(name="directory").exists()


def test_pages_for_those_who_keep_it_ask_little(client, double, link_worker):
    actions.flag(service=double.first, kind="moved")
    client.force_login(link_worker)
    for address in (
        "/directory/?words=chair",
        "/directory/doubles/",
        "/directory/flags/",
        f"/directory/{double.first.ref}/edit/",
        f"/directory/feeds/{double.first.feed.ref}/",
    ):
        assert len(questions(client, address)) <= 12, address
    assert b"1 pair" in client.get("/directory/").content


def test_others_may_not(client, service, nurse):
    client.force_login(nurse)
    for address in ("/directory/", "/directory/doubles/", "/directory/flags/", f"/directory/{service.ref}/edit/"):
        assert client.get(address).status_code == 403


def test_read_it_now_puts_the_reading_in_the_queue_once(client, service, manager):
    from procrastinate.contrib.django.models import ProcrastinateJob

    client.force_login(manager)
    for _ in range(2):
        client.post(f"/directory/feeds/{service.feed.ref}/refresh/")
    assert ProcrastinateJob.objects.filter(task_name__endswith="read_feed_again").count() == 1
