"""The person's short page, the page on which staff type in, and the figures."""

import pytest

from inglenook.community.models import OutcomePoint, Referral, ReferralStep
from inglenook.core import access
from inglenook.measures.api import record
from inglenook.people.models import Grant, Look
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(accepted, swept_on):
    """12 weeks are due; the referral is closed and the person is on nobody's caseload."""
    swept_on(84)
    accepted.state, accepted.closed_at = "told", accepted.made_at
    accepted.save()
    return OutcomePoint.objects.get(occasion="weeks_12")


def test_the_person_answers_as_much_as_they_like_in_the_published_words(client, due, person):
    client.force_login(person.user)
    page = client.get(f"/me/outcomes/{due.ref}/").content.decode()
    assert "Overall, how happy did you feel yesterday?" in page
    assert "How often do you feel that you lack companionship?" in page
    page = client.post(f"/me/outcomes/{due.ref}/", {"ons4-happy": "7", "lonely-lonely": "2"}).content.decode()
    assert "Thank you" in page
    due.refresh_from_db()
    assert (due.ons4.answers, due.ons4.way, due.ucla3) == ({"happy": 7}, "web", None)
    assert due.lonely.answers == {"lonely": 2}


def test_a_value_that_there_is_not_is_refused(client, due, person):
    client.force_login(person.user)
    response = client.post(f"/me/outcomes/{due.ref}/", {"ons4-happy": "70"})
    assert response.status_code == 422
    due.refresh_from_db()
    assert due.answered_at is None


def test_nobody_else_opens_it(client, due, stranger, nurse):
    stranger.user = factories.make_user("Bert Stone")
    stranger.save()
    for other in (stranger.user, nurse):
        client.force_login(other)
        assert client.get(f"/me/outcomes/{due.ref}/").status_code == 404


def test_one_that_is_lost_takes_no_answer(client, due, person, swept_on):
    swept_on(113)
    client.force_login(person.user)
    page = client.post(f"/me/outcomes/{due.ref}/", {"ons4-happy": "7"}).content.decode()
    assert "The time to answer these is over" in page
    due.refresh_from_db()
    assert due.ons4 is None


def test_a_link_worker_types_in_what_was_said_on_the_phone_after_the_end(client, due, accepted, grace):
    client.force_login(grace)
    address = f"/referrals/{accepted.ref}/outcomes/"
    assert "12 weeks, due 9 April 2025" in client.get(address).content.decode()
    client.post(address, {"ucla3-companionship": "1", "ucla3-left_out": "2", "ucla3-isolated": "1", "way": "phone"})
    due.refresh_from_db()
    assert (due.ucla3.score, due.ucla3.way, due.ucla3.written_by) == (4, "phone", grace)
    with access.working():
        assert Look.objects.filter(viewer=grace).exists()


def test_a_link_worker_of_another_team_does_not(client, due, accepted, other_practice):
    client.force_login(factories.make_user("Olu Adeyemi", role="link_worker", at=other_practice))
    assert client.get(f"/referrals/{accepted.ref}/outcomes/").status_code == 404


def test_the_figures_name_nobody_and_hide_what_is_small(client, due, manager, network):
    for reader in (manager, factories.make_user("Ros Hale", role="commissioner", at=network)):
        client.force_login(reader)
        page = client.get("/outcomes/").content.decode()
        assert "Too few people have answered" in page
        assert "regression to the mean" in page
        assert "not shown" in page
        assert "Amina" not in page


def test_five_people_who_answered_both_times_are_counted(client, accepted, swept_on, on_day, manager, grace, practice):
    people = five_referred(accepted, practice, grace)
    swept_on(0)
    for days, answers in ((0, [9, 9, 8, 9, 9]), (84, [7, 8, 8, 8, 8])):
        on_day(days)
        for person, score in zip(people, answers, strict=True):
            tell(person, score)
        swept_on(days)
    swept_on(113)
    client.force_login(manager)
    page = client.get("/outcomes/").content.decode()
    assert "Loneliness (three questions): better, −1.0 on a scale of 3 to 9 (95% interval −1.9 to −0.1)" in page


def test_the_page_asks_the_database_little(client, due, manager):
    client.force_login(manager)
    assert len(questions(client, "/outcomes/")) <= 12


def test_nurses_and_people_do_not_read_the_figures(client, nurse, person):
    for other in (nurse, person.user):
        client.force_login(other)
        assert client.get("/outcomes/").status_code == 403


def five_referred(accepted, practice, grace):
    people = [factories.make_person(practice) for _ in range(5)]
    for one in people:
        made = Referral.objects.create(
            person=one, team=accepted.team, way="staff", referrer_name="Joy", reason="Company", given_name="A",
            made_at=accepted.made_at,
        )  # fmt: skip
        at = ReferralStep.objects.get(state="accepted", referral=accepted).at
        ReferralStep.objects.create(person=one, team=accepted.team, referral=made, state="accepted", at=at, by=grace)
    return people


def tell(person, score):
    """Answers to the three questions that come to this score."""
    values = [min(3, max(1, score - 6)), 3, 3] if score > 6 else [1, 1, score - 2]
    answers = dict(zip(("companionship", "left_out", "isolated"), values, strict=True))
    assert record(person=person, instrument="ucla3", answers=answers, way="phone", by=None).score == score


def test_open_questions_are_found_on_the_persons_own_page(client, due, person):
    client.force_login(person.user)
    assert f"/me/outcomes/{due.ref}/" in client.get("/me/referrals/").content.decode()
    client.post(f"/me/outcomes/{due.ref}/", {"ons4-happy": "7"})
    assert f"/me/outcomes/{due.ref}/" not in client.get("/me/referrals/").content.decode()


def share_on(day, carer, person, *sections):
    factories.share_with(carer, person, *sections)
    Grant.objects.update(started_at=f"{day}T00:00Z")


def test_a_carer_with_the_grant_answers_for_the_person(client, due, person):
    carer = factories.make_user("Sadia Hussain")
    share_on(due.due_on, carer, person, "referrals", "measures")
    client.force_login(carer)
    at = f"/people/{person.ref}/outcomes/{due.ref}/"
    assert at in client.get(f"/people/{person.ref}/referrals/").content.decode()
    assert "How is Amina now?" in client.get(at).content.decode()
    assert "Thank you" in client.post(at, {"ucla3-companionship": "3", "lonely-lonely": "1"}).content.decode()
    due.refresh_from_db()
    assert due.lonely.answers == {"lonely": 1}
    assert due.lonely.written_by == carer


def test_a_carer_without_the_grant_does_not(client, due, person):
    carer = factories.make_user("Sadia Hussain")
    share_on(due.due_on, carer, person, "referrals")
    client.force_login(carer)
    at = f"/people/{person.ref}/outcomes/{due.ref}/"
    assert client.get(at).status_code == 403
    assert client.post(at, {"lonely-lonely": "1"}).status_code == 403
    assert at not in client.get(f"/people/{person.ref}/referrals/").content.decode()


def test_the_page_of_figures_draws_each_with_its_words_and_hides_small_numbers(client, due, person, practice, manager):
    client.force_login(manager)
    page = client.get("/outcomes/").content.decode()
    assert "Fewer than five people have answered at any time" in page
    assert "chart__svg" not in page
    assert len(questions(client, "/outcomes/")) <= 12
