"""How many people a link worker may have, and what happens beyond that."""

from datetime import timedelta

import pytest
from django.urls import reverse

from inglenook.community.models import ExtraSlots, Referral, ReferralStep
from inglenook.community.referrals import rules
from inglenook.community.referrals.actions import give, move, refer, take
from inglenook.community.referrals.limits import OverLimit, allow, load
from inglenook.community.referrals.notes import note
from inglenook.core import access, clock
from inglenook.people.models import CareTeamMember
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_slots(monkeypatch):
    monkeypatch.setattr(rules, "slots", lambda: 2)


@pytest.fixture
def esther(network):
    return factories.make_user("Esther Cole", role="link_worker", at=network)


@pytest.fixture
def manager(network):
    return factories.make_user("Nasreen Akhtar", role="manager", at=network)


@pytest.fixture
def ask(network, practice, nurse):
    """`ask()` refers one more person of the practice."""

    def make(**more) -> Referral:
        person = factories.make_person(practice)
        said = {"reason": "Company", "referrer": nurse, "referrer_name": nurse.name}
        return refer(team=network, way="staff", by=nurse, person=person, risks=[], **said | more)

    return make


@pytest.fixture
def full(grace, ask):
    """Grace has as many as there are slots."""
    for _ in range(2):
        take(referral=ask(), by=grace)
    return grace


def test_the_slots_in_use_are_those_of_open_referrals_whoever_counts(full, nurse):
    with access.acting_as(nurse):
        assert (load(full).open, load(full).free, load(full).is_full) == (2, 0, True)


def test_one_more_than_the_slots_needs_a_reason_which_is_kept(full, ask):
    one = ask()
    with pytest.raises(OverLimit, match="2 of 2 slots"):
        take(referral=one, by=full)
    with pytest.raises(OverLimit):
        move(referral=one, to="accepted", by=full)
    with pytest.raises(OverLimit):
        note(referral=one, by=full, way="phone", discussed="Rang", over="  ")
    assert not one.visits.exists()
    note(referral=one, by=full, way="phone", over="she knows me from last year")
    step = ReferralStep.objects.get(beyond_limit=True)
    assert (step.referral, step.by) == (one, full)
    assert "she knows me from last year" in step.note


def test_declining_needs_no_slot(full, ask):
    one = ask()
    note(referral=one, by=full, way="phone", to="declined", because="no_room")
    one.refresh_from_db()
    assert one.closed_at


def test_handing_over_to_somebody_at_the_limit_needs_a_reason(full, esther, ask):
    one = ask()
    give(referral=one, to=esther, by=full)
    with pytest.raises(OverLimit):
        give(referral=one, to=full, by=esther)
    give(referral=one, to=full, by=esther, over="moved to her street")
    assert ReferralStep.objects.get(beyond_limit=True).by == esther


def test_what_comes_in_goes_to_the_colleague_with_room(full, esther, ask, nurse):
    with access.acting_as(nurse):
        one = ask()
    one.refresh_from_db()
    assert one.owner == esther
    assert CareTeamMember.objects.filter(person=one.person, user=esther, ended_at=None).exists()
    assert one.act_by == one.state_at + timedelta(days=3)  # to be looked at as any other


def test_while_all_have_room_what_comes_in_is_for_whoever_is_first(grace, esther, ask):
    assert ask().owner is None


def test_when_nobody_has_room_it_waits_with_the_day_by_which_somebody_must_look(full, ask, client):
    one = ask()
    assert one.owner is None and one.act_by
    client.force_login(full)
    shown = client.get(reverse("referrals")).content.decode()
    assert "Nobody has room" in shown and "Look by" in shown


def test_a_year_has_a_limit_too(grace, ask, monkeypatch):
    monkeypatch.setattr(rules, "a_year", lambda: (1, 1))
    monkeypatch.setattr(rules, "slots", lambda: 50)
    one = ask()
    move(referral=one, to="accepted", by=grace)
    move(referral=one, to="closed", because="done", by=grace)
    assert (load(grace).open, load(grace).year) == (0, 1)
    with pytest.raises(OverLimit):
        take(referral=ask(), by=grace)


def test_acceptances_of_more_than_a_year_ago_do_not_count(grace, ask, settings):
    settings.FIXED_TODAY = clock.today() - timedelta(days=366)
    move(referral=ask(), to="accepted", by=grace)
    assert load(grace).year == 1
    settings.FIXED_TODAY += timedelta(days=366)
    assert (load(grace).open, load(grace).year) == (1, 0)


def test_a_manager_allows_more_for_a_time(full, manager, network, ask, settings):
    with access.acting_as(manager):
        allow(worker=full, team=network, slots=1, until=clock.today(), because="Holidays", by=manager)
    assert load(full).free == 1
    take(referral=ask(), by=full)
    assert not ReferralStep.objects.filter(beyond_limit=True).exists()
    settings.FIXED_TODAY = clock.today() + timedelta(days=1)
    assert load(full).free == 0


def test_the_manager_allows_it_on_the_overview_and_a_link_worker_cannot(full, manager, client):
    client.force_login(manager)
    day = clock.today() + timedelta(days=30)
    given = {"worker": full.pk, "slots": 5, "because": "Esther is ill", "until-day": day.day}
    given |= {"until-month": day.month, "until-year": day.year}
    client.force_login(full)
    client.post(reverse("referrals_overview"), given)
    assert not ExtraSlots.objects.exists()
    client.force_login(manager)
    answer = client.post(reverse("referrals_overview"), given, follow=True)
    assert ExtraSlots.objects.get().slots == 5
    assert "Esther is ill" in answer.content.decode()


def test_the_page_of_a_referral_says_who_has_room_and_takes_the_reason(full, esther, ask, client):
    one = ask()
    Referral.objects.update(owner=full)
    Referral.objects.filter(pk=one.pk).update(owner=None)
    client.force_login(full)
    at = reverse("referral", args=[one.ref])
    assert "Esther Cole has room for 2" in client.get(at).content.decode()
    refused = client.post(at, {"do": "take"}, follow=True).content.decode()
    assert "at the limit" in refused
    client.post(at, {"do": "take", "over": "she asked for me"})
    one.refresh_from_db()
    assert one.owner == full
