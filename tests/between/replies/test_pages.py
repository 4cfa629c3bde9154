"""Check-ins answered on a page by the person, by a carer, and typed in by a professional."""

from datetime import timedelta

import pytest

from inglenook.between.models import Alert, CheckInAnswer
from inglenook.core import clock
from inglenook.people.models import Grant, Look, Result
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(enrol, asked):
    return asked(enrol("blood_pressure_at_home"), "first_week", choice="ask_plain")


@pytest.fixture
def own(client, person):
    client.force_login(person.user)
    return client


def at(check_in):
    return f"/me/check-ins/{check_in.ref}/"


def test_the_page_says_where_to_turn_and_that_nobody_watches(own, question):
    page = own.get(at(question)).content.decode()
    for words in ("Please send the two numbers", "Call 999", "Call 111", "Nobody is watching at night", "116 123"):
        assert words in page


def test_an_answer_on_the_page_is_a_result(own, question, person):
    answer = own.post(at(question), {"reading": "142 over 85"}, follow=True)
    assert "We have noted 142/85" in answer.content.decode()
    assert Result.objects.get(person=person, measure="systolic").source.name == "Said by the person, on the web"
    kept = CheckInAnswer.objects.get()
    assert (kept.way, kept.said, kept.written_by) == ("web", "142 over 85", person.user)


def test_what_cannot_be_read_is_said_beside_the_question_and_not_kept(own, question):
    page = own.post(at(question), {"reading": "142"}).content.decode()
    assert "We need both numbers" in page and "Error:" in page
    assert not CheckInAnswer.objects.exists()


def test_an_empty_page_asks_for_an_answer(own, question):
    assert "Answer at least one question" in own.post(at(question), {"reading": ""}).content.decode()


def test_a_very_high_reading_on_the_page_alerts_and_says_what_to_do(own, question):
    page = own.post(at(question), {"reading": "190/125"}, follow=True).content.decode()
    assert Alert.objects.get().level == "red_flag"
    assert "This is very high" in page and "999" in page


def test_putting_it_right_on_the_page(own, question, person):
    own.post(at(question), {"reading": "162/85"})
    own.post(at(question), {"reading": "126/85"})
    assert CheckInAnswer.objects.get().value == [126, 85]
    assert Result.objects.get(person=person, measure="systolic", is_wrong=False).number == 126


def test_danger_in_what_is_typed_on_the_page(own, question):
    """It is not a reading, so the page asks again; but it is told at once."""
    page = own.post(at(question), {"reading": "chest pain"}).content.decode()
    assert Alert.objects.get().rule == "words:body"
    assert "call 999 now" in page


def test_somebody_elses_check_in_is_not_found(client, question, stranger):
    stranger.user = factories.make_user("Bert Stone")
    stranger.save()
    client.force_login(stranger.user)
    assert client.get(at(question)).status_code == 404


def test_a_carer_answers_within_their_grant(client, carer, person, question):
    client.force_login(carer)
    assert client.get(at(question)).status_code == 404
    Grant.objects.filter(person=person, carer=carer).update(sections=["support"])
    assert at(question) in client.get("/people-i-care-for/").content.decode()
    client.post(at(question), {"reading": "142/85"})
    assert CheckInAnswer.objects.get().written_by == carer
    assert Look.objects.filter(person=person, viewer=carer).exists()


def test_what_is_asked_of_the_carer_is_not_asked_of_the_person(own, client, carer, person, enrol, asked):
    check_in = asked(enrol("carer_check_in", carer=carer), _first("carer_check_in"))
    assert own.get(at(check_in)).status_code == 404


def _first(code):
    from inglenook.between.models import ProgrammeStep

    return ProgrammeStep.objects.filter(programme__code=code, kind="check_in").first().code


def test_a_long_lapsed_one_is_closed(own, enrol, asked):
    old = asked(
        enrol("blood_pressure_at_home"),
        "first_week",
        ago=timedelta(days=20),
        lapsed_at=clock.now() - timedelta(days=18),
    )
    assert "too late for this answer" in own.get(at(old)).content.decode()


def test_a_nurse_types_in_what_was_said_by_phone(client, nurse, person, question):
    client.force_login(nurse)
    address = f"/people/{person.ref}/check-ins/{question.ref}/"
    assert "Type what the person said" in client.get(address).content.decode()
    client.post(address, {"reading": "142 over 85", "way": "phone"})
    assert CheckInAnswer.objects.get().way == "phone"
    assert Result.objects.filter(person=person, source__name="Said by the person, by phone").count() == 2


def test_a_manager_types_in_nothing(client, manager, person, question):
    client.force_login(manager)
    assert client.get(f"/people/{person.ref}/check-ins/{question.ref}/").status_code == 403


def test_home_lists_what_is_asked_and_not_yet_answered(own, question):
    assert at(question) in own.get("/me/").content.decode()
    own.post(at(question), {"reading": "142/85"})
    assert at(question) not in own.get("/me/").content.decode()
