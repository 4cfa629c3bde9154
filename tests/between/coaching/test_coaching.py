"""Offering, booking, cancelling, writing up, and the next call."""

from datetime import timedelta

import pytest

from inglenook.between.coaching import actions
from inglenook.between.coaching.queries import offered_to
from inglenook.between.coaching.rules import next_call_in
from inglenook.between.models import Booking, Session
from inglenook.core import access, clock
from inglenook.messaging.models import Message
from inglenook.planning.models import Task
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def coach(practice, person):
    coach = factories.make_user("Daniel Price", role="coach", at=practice.parent)
    factories.put_on_caseload(coach, person, "coach")
    return coach


@pytest.fixture
def offered(practice, coach):
    def make(days=7, kind="group", **more):
        starts_at = clock.now() + days * DAY
        given = {"title": "Walking together", "places": 2, "place": "St Mark’s hall"} | more
        with access.acting_as(coach):
            return actions.offer(by=coach, organisation=practice.parent, kind=kind, starts_at=starts_at, **given)

    return make


@pytest.fixture
def over(practice, coach, person):
    """Calls that were, so many days ago, with how it went."""

    def make(days, state="attended"):
        session = Session.objects.create(
            organisation=practice.parent, coach=coach, kind="phone", title="Call", starts_at=clock.now() - days * DAY
        )
        return Booking.objects.create(session=session, person=person, state=state)

    return make


def test_who_gets_a_place_is_told_and_reminded_a_day_before(offered, person, coach):
    session = offered()
    booking = actions.book(session=session, person=person, by=coach)
    assert booking.state == "booked"
    told, reminder = Message.objects.order_by("due_at")
    assert (told.template, reminder.template) == ("session:booked", "session:reminder")
    assert reminder.due_at == session.starts_at - DAY  # coaching.yaml: 24 hours
    assert reminder.lapses_at == session.starts_at


def test_asked_twice_it_is_one_place_and_one_message(offered, person, coach):
    session = offered()
    assert actions.book(session=session, person=person, by=coach) == actions.book(
        session=session, person=person, by=coach
    )
    assert Message.objects.count() == 2


def test_a_full_session_is_full(offered, person, practice, coach):
    session = offered(places=1)
    actions.book(session=session, person=person, by=coach)
    with pytest.raises(actions.Refused, match="no place left"):
        actions.book(session=session, person=factories.make_person(practice), by=coach)


def test_a_call_is_for_one_whatever_was_typed(offered):
    assert offered(kind="phone", places=12).places == 1


def test_no_time_that_is_past(offered):
    with pytest.raises(actions.Refused):
        offered(days=-1)


def test_what_is_cancelled_is_not_reminded_of_and_can_be_undone(offered, person, coach):
    session = offered()
    booking = actions.book(session=session, person=person, by=coach)
    actions.cancel(booking=booking, by=person.user)
    reminder = Message.objects.get(template="session:reminder")
    assert reminder.lapsed_at
    booking.refresh_from_db()
    actions.undo_cancel(booking=booking, by=person.user)
    reminder.refresh_from_db()
    booking.refresh_from_db()
    assert (booking.state, reminder.lapsed_at) == ("booked", None)


def test_a_place_given_away_meanwhile_is_not_taken_back(offered, person, practice, coach):
    session = offered(places=1)
    booking = actions.book(session=session, person=person, by=coach)
    actions.cancel(booking=booking, by=person.user)
    actions.book(session=session, person=factories.make_person(practice), by=coach)
    booking.refresh_from_db()
    with pytest.raises(actions.Refused, match="no place left"):
        actions.undo_cancel(booking=booking, by=person.user)


def test_a_session_cancelled_is_told_to_everybody_once(offered, person, practice, coach):
    session = offered()
    for one in (person, factories.make_person(practice)):
        actions.book(session=session, person=one, by=coach)
    assert actions.cancel_session(session=session, by=coach) == 2
    assert actions.cancel_session(session=session, by=coach) == 0
    assert Message.objects.filter(template="session:cancelled").count() == 2
    assert not Message.objects.filter(template="session:reminder", lapsed_at=None).exists()


def test_who_did_not_come_is_rung_without_blame(over, coach):
    booking = over(1, "booked")
    with access.acting_as(coach):
        actions.record(booking=booking, state="missed", by=coach, confidence=4)
    task = Task.objects.get()
    assert (task.kind, task.owner, booking.confidence) == ("call", coach, None)
    assert "ask how they are" in task.reason


def test_what_came_of_it_is_kept(over, coach):
    booking = over(1, "booked")
    with access.acting_as(coach):
        actions.record(
            booking=booking, state="attended", by=coach, note="Well", outcome="Walks on Tuesdays", confidence=7
        )
    booking.refresh_from_db()
    assert (booking.state, booking.outcome, booking.confidence) == ("attended", "Walks on Tuesdays", 7)
    assert not Task.objects.exists()


@pytest.mark.parametrize(("calls", "days"), [(1, 7), (4, 7), (5, 14), (7, 14), (8, 28), (10, 28)])
def test_calls_taper_from_weekly_to_fortnightly_to_monthly(calls, days):
    assert next_call_in(calls) == timedelta(days=days)


def test_the_taper_ends():
    assert next_call_in(11) is None


def test_the_taper_takes_half_a_year():
    gaps = [next_call_in(calls) for calls in range(1, 11)]
    assert sum(gaps, timedelta()) == timedelta(days=4 * 7 + 3 * 14 + 3 * 28)  # 154 days between 11 calls


def test_the_next_call_is_booked_at_the_same_time_of_day(over, person, coach):
    for days in (29, 22, 15, 8):
        over(days)
    over(7, "missed")
    last = over(1)
    following = actions.book_next(booking=last, by=coach)
    assert following.session.starts_at - last.session.starts_at == timedelta(days=14)  # after the fifth call
    assert (following.person, following.session.kind, following.state) == (person, "phone", "booked")
    assert actions.suggest_next(last) is None  # one stands already


def test_a_call_written_up_late_is_followed_by_one_to_come(over):
    booking = over(30)
    following = actions.suggest_next(booking)
    assert following > clock.now()
    assert (following - booking.session.starts_at) == timedelta(days=35)  # seven days on, then week by week


def test_a_person_is_offered_groups_near_them_and_calls_of_their_own_team(offered, person, practice, other_practice):
    group, call = offered(), offered(kind="phone")
    stranger = factories.make_user("Else Where", role="coach", at=practice.parent)
    Session.objects.create(
        organisation=practice.parent, coach=stranger, kind="phone", title="Call", starts_at=clock.now() + DAY
    )
    Session.objects.create(
        organisation=other_practice, coach=stranger, kind="group", title="Far", starts_at=clock.now() + DAY
    )
    with access.acting_as(person.user):
        assert {session for session, _ in offered_to(person)} == {group, call}


def test_a_person_takes_a_place_gives_it_back_and_takes_it_again(client, offered, person):
    session = offered()
    client.force_login(person.user)
    assert "Walking together" in client.get("/me/sessions/").content.decode()
    client.post(f"/me/sessions/{session.ref}/take/")
    assert "Walking together" in client.get("/me/").content.decode()
    page = client.post(f"/me/sessions/{session.ref}/cancel/", follow=True).content.decode()
    assert "You gave back your place" in page
    client.post(f"/me/sessions/{session.ref}/undo/")
    assert Booking.objects.get().state == "booked"


def test_a_person_takes_no_place_that_is_not_offered_to_them(client, person, other_practice):
    stranger = factories.make_user("Else Where", role="coach", at=other_practice)
    session = Session.objects.create(
        organisation=other_practice, coach=stranger, kind="group", title="Far", places=9, starts_at=clock.now() + DAY
    )
    client.force_login(person.user)
    client.post(f"/me/sessions/{session.ref}/take/")
    assert not Booking.objects.exists()


def test_from_the_coachs_page_to_the_write_up(client, coach, person):
    client.force_login(coach)
    on = clock.today() + DAY * 3
    day = {f"on-{box}": getattr(on, box) for box in ("day", "month", "year")}
    client.post(
        "/sessions/", {"kind": "phone", "title": "Coaching call", "at": "10:20", "minutes": 30, "places": 1} | day
    )
    session = Session.objects.get()
    page = client.post(f"/sessions/{session.ref}/", {"do": "book", "person": person.ref}, follow=True).content.decode()
    assert "has a place, and is told" in page
    booking = Booking.objects.get()
    page = client.post(
        f"/bookings/{booking.pk}/",
        {"do": "record", "state": "attended", "note": "", "outcome": "Walks", "confidence": "7"},
        follow=True,
    ).content.decode()
    assert "The next call would be" in page
    client.post(f"/bookings/{booking.pk}/", {"do": "next"})
    assert Booking.objects.count() == 2


def test_another_coach_cannot_open_it(client, offered, practice):
    session = offered()
    client.force_login(factories.make_user("Else Where", role="coach", at=practice.parent))
    assert client.get(f"/sessions/{session.ref}/").status_code == 404


def test_people_do_not_see_who_else_comes(offered, person, practice, coach):
    session = offered()
    actions.book(session=session, person=factories.make_person(practice), by=coach)
    with access.acting_as(person.user):
        assert not Booking.objects.filter(session=session).exists()
