"""Peer support: who may meet anybody, who fits whom, both sides' yes, contact that thins out, worries, the end."""

from datetime import date, timedelta

import pytest
from django.db import connection

from inglenook.between.models import Alert
from inglenook.community.models import PeerContact, PeerMatch, PeerSupporter
from inglenook.community.peers import actions
from inglenook.community.peers.queries import suited
from inglenook.community.peers.rules import Volunteer, Wish, fit, lacking, next_contact
from inglenook.community.refused import Refused
from inglenook.core import access, clock
from tests import factories

TODAY = date(2026, 11, 22)
READY = {
    "languages": ["en"],
    "lived_with": ["copd"],
    "availability": ["evening"],
    "outward_code": "TS1",
    "dbs_on": date(2025, 1, 10),
    "references_on": date(2025, 1, 10),
    "agreed_on": date(2025, 1, 20),
    "trained_on": date(2025, 2, 1),
    "most": 2,
}
NAMES = {"copd": "COPD (lung disease)"}


def volunteer(**other):
    return Volunteer(**READY | {"has_now": 0} | other)


def wish(**other):
    return Wish(
        **{"language": "en", "conditions": ["copd"], "availability": ["evening"], "outward_code": "TS1"} | other
    )


def test_all_four_checks_must_be_there():
    assert lacking(volunteer(), TODAY) == []
    for name in ("dbs_on", "references_on", "agreed_on", "trained_on"):
        assert len(lacking(volunteer(**{name: None}), TODAY)) == 1


def test_a_dbs_check_older_than_three_years_counts_no_more():
    assert lacking(volunteer(dbs_on=date(2023, 11, 22)), TODAY) == ["a DBS check that is not too old"]
    assert lacking(volunteer(dbs_on=date(2023, 11, 24)), TODAY) == []


def test_what_they_share_is_said_in_words_and_counts():
    score, why = fit(volunteer(), wish(), NAMES)
    assert score == 3 + 2 + 1  # peers.yaml: lived with 3, a time that suits both 2, near 1
    assert why == ["Has lived with copd (lung disease)", "Both can on evenings", "Lives near by"]


def test_no_language_in_common_or_no_room_is_no_match():
    assert fit(volunteer(), wish(language="ur"), NAMES) is None
    assert fit(volunteer(has_now=2), wish(), NAMES) is None


def test_contact_is_weekly_then_thins_out_and_ends():
    # Eight weekly, six fortnightly, three four-weekly: 8*7 + 6*14 + 3*28 = 224 days from the start to the last.
    day, so_far = TODAY, 0
    while following := next_contact(last=day, so_far=so_far):
        day, so_far = following, so_far + 1
    assert (so_far, (day - TODAY).days) == (17, 224)


@pytest.fixture
def link_worker(practice):
    return factories.make_user("Grace", role="link_worker", at=practice.parent)


@pytest.fixture
def peer(practice):
    user = factories.make_user("Wil Jones", role="peer_supporter", at=practice.parent)
    recent = {
        name: clock.today() - timedelta(days=100) for name in ("dbs_on", "references_on", "agreed_on", "trained_on")
    }
    return PeerSupporter.objects.create(
        user=user, organisation=practice.parent, state="ready", **READY | recent | {"most": 1}
    )


@pytest.fixture
def match(person, peer, link_worker):
    return actions.propose(
        person=person, peer=peer, by=link_worker, first_name="Amina", contact="07700 900001", hopes="Company", why=[]
    )


pytestmark = pytest.mark.django_db


def test_it_begins_when_both_have_said_yes(match, person, peer):
    actions.say(match=match, yes=True, by=person.user)
    match.refresh_from_db()
    assert match.state == "proposed"
    actions.say(match=match, yes=True, by=peer.user)
    match.refresh_from_db()
    assert (match.state, match.next_contact_on) == ("started", clock.today() + timedelta(days=7))


def test_a_no_ends_it_for_both_and_names_no_reason(match, peer, person):
    actions.say(match=match, yes=False, by=peer.user)
    actions.say(match=match, yes=True, by=person.user)
    match.refresh_from_db()
    assert (match.state, match.ended_because) == ("declined", "")


def test_a_volunteer_with_enough_people_is_asked_for_no_more(match, practice, peer, link_worker):
    other = factories.make_person(practice, nhs_number=None)
    with pytest.raises(Refused, match="as many people"):
        actions.propose(person=other, peer=peer, by=link_worker, first_name="Bo", contact="", hopes="", why=[])
    with access.acting_as(link_worker):
        assert suited(other, link_worker, conditions=[], availability=[]) == []


def test_who_lacks_a_check_is_neither_suggested_nor_asked(person, peer, link_worker):
    PeerSupporter.objects.filter(pk=peer.pk).update(dbs_on=None)
    with access.acting_as(link_worker):
        assert suited(person, link_worker, conditions=["copd"], availability=[]) == []
    with pytest.raises(Refused, match="not ready"):
        actions.propose(person=person, peer=peer, by=link_worker, first_name="A", contact="", hopes="", why=[])


def test_nobody_is_made_ready_without_what_they_must_have(peer, link_worker):
    with pytest.raises(Refused, match="the training"):
        actions.keep(peer=peer, by=link_worker, trained_on=None, state="ready")


def test_a_worry_reaches_a_professional_of_the_practice_the_same_day(match, person, peer, nurse):
    for user in (person.user, peer.user):
        actions.say(match=match, yes=True, by=user)
    actions.note_contact(match=match, by=peer.user, note="We talked", worry="She has not eaten since Sunday")
    alert = Alert.objects.get()
    assert alert.person == person
    assert alert.answer_by - clock.now() <= timedelta(hours=4)
    assert "Sunday" not in alert.reason  # what was said is read on the coordinators' page alone


def test_a_volunteer_reads_their_match_and_no_record_and_others_nothing(match, peer, practice):
    stranger = factories.make_user("Una", role="peer_supporter", at=practice.parent)
    with access.acting_as(peer.user), connection.cursor() as cursor:
        assert PeerMatch.objects.get().first_name == "Amina"
        assert PeerSupporter.objects.count() == 1
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (0,)
    with access.acting_as(stranger):
        assert (PeerMatch.objects.count(), PeerSupporter.objects.count()) == (0, 0)


def test_pages_tell_the_whole_story(client, person, peer, link_worker):
    factories.put_on_caseload(link_worker, person, "link_worker")
    client.force_login(link_worker)
    assert "Wil Jones" in client.get(f"/people/{person.ref}/peer/").content.decode()
    said = {"first_name": "Amina", "contact": "07700 900001", "hopes": "Somebody to talk to", "why": ["Lives near by"]}
    client.post(f"/people/{person.ref}/peer/{peer.ref}/", said)
    match = PeerMatch.objects.get()
    client.force_login(person.user)
    assert "Wil" in client.get("/me/peer/").content.decode()
    client.post(f"/me/peer/{match.ref}/yes/")
    client.force_login(peer.user)
    assert "Somebody to talk to" in client.get("/peers/").content.decode()
    client.post(f"/peers/matches/{match.ref}/yes/")
    client.post(f"/peers/matches/{match.ref}/", {"do": "contact", "note": "A good hour", "minutes": "60", "worry": ""})
    assert PeerContact.objects.get().note == "A good hour"
    client.post(f"/peers/matches/{match.ref}/", {"do": "end", "because": "Moving away"})
    match.refresh_from_db()
    assert (match.state, match.ended_because) == ("ended", "Moving away")
