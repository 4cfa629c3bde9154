"""Making a referral, moving it on, and its end."""

import pytest
from django.core import mail

from inglenook.community.models import Concern, ReferralStep, RiskNote, WordBack
from inglenook.community.referrals.actions import move, take, tell, withdraw
from inglenook.community.referrals.introductions import hear, introduce
from inglenook.community.referrals.notes import note
from inglenook.community.refused import Refused
from inglenook.core import access
from inglenook.measures.models import Administration
from inglenook.people.models import CareTeamMember

pytestmark = pytest.mark.django_db
REFERRED, DECLINED = "871731000000106", "871711000000103"


def codes(referral):
    return list(ReferralStep.objects.filter(referral=referral).exclude(snomed="").values_list("snomed", flat=True))


def test_a_referral_is_received_with_its_time_and_its_first_step(referral):
    step = referral.referralsteps.get()
    assert (step.state, step.owner, step.act_by) == ("received", None, referral.act_by)
    assert (referral.act_by - referral.state_at).days == 3


def test_every_step_is_dated_owned_and_timed(referral, grace):
    for to in ("contacted", "accepted", "plan"):
        move(referral=referral, to=to, by=grace)
    steps = list(referral.referralsteps.all())
    assert [step.state for step in steps] == ["received", "contacted", "accepted", "plan"]
    assert all(step.owner == grace and step.act_by for step in steps[1:])


def test_what_may_not_follow_is_refused(referral, grace):
    with pytest.raises(Refused, match="“Attended” cannot follow “Received”"):
        move(referral=referral, to="attended", by=grace)


def test_a_state_with_reasons_wants_one(referral, grace):
    with pytest.raises(Refused, match="Choose why"):
        move(referral=referral, to="declined", by=grace)
    with pytest.raises(Refused, match="Choose why"):
        move(referral=referral, to="declined", because="too_far", by=grace)


def test_the_episode_is_counted_once_though_it_is_accepted_twice(referral, grace):
    for to, because in (("accepted", ""), ("unreachable", "no_answer"), ("accepted", ""), ("plan", "")):
        move(referral=referral, to=to, because=because, by=grace)
    assert codes(referral) == [REFERRED]


def test_a_no_is_counted_as_declined_alone(referral, grace):
    move(referral=referral, to="declined", because="does_not_want", by=grace)
    assert codes(referral) == [DECLINED]


def test_whoever_has_it_is_on_the_care_team_while_it_lasts(referral, grace, person):
    move(referral=referral, to="accepted", by=grace)
    member = CareTeamMember.objects.get(person=person, user=grace)
    assert member.ended_at is None
    move(referral=referral, to="closed", because="done", by=grace)
    member.refresh_from_db()
    assert member.ended_at


def test_who_looked_after_the_person_before_goes_on(referral, grace, person):
    member = CareTeamMember.objects.create(person=person, user=grace, role="link_worker")
    move(referral=referral, to="accepted", by=grace)
    move(referral=referral, to="closed", because="done", by=grace)
    member.refresh_from_db()
    assert member.ended_at is None


def test_an_agency_is_written_to_by_email_without_a_word_about_whom(from_agency, grace):
    move(referral=from_agency, to="declined", because="not_suitable", by=grace)
    word = WordBack.objects.get()
    assert (word.way, word.sent_at) == ("email", None)
    assert from_agency.number in word.text
    for secret in ("Amina", "Hussain", "heating", "1960", "960111"):
        assert secret not in word.subject + word.text


def test_an_agency_that_left_a_number_is_told_by_the_link_worker(from_agency, grace):
    from_agency.referrer_contact = "01632 960222"
    from_agency.save()
    move(referral=from_agency, to="declined", because="no_room", by=grace)
    assert WordBack.objects.get().way == "by_hand"
    from_agency.refresh_from_db()
    assert from_agency.state == "declined"
    tell(referral=from_agency, by=grace)
    from_agency.refresh_from_db()
    assert from_agency.state == "told" and from_agency.referrer_told_at
    assert not mail.outbox


def test_the_person_takes_it_back(referral, person):
    with access.acting_as(person.user):
        withdraw(referral=referral, by=person.user)
    assert codes(referral) == [DECLINED]
    referral.refresh_from_db()
    assert referral.closed_at


def test_the_person_stops_after_acceptance_and_is_not_counted_as_declined(referral, person, grace):
    move(referral=referral, to="accepted", by=grace)
    withdraw(referral=referral, by=person.user)
    assert codes(referral) == [REFERRED]
    assert referral.referralsteps.filter(state="closed", because="stopped").exists()


def test_what_is_over_cannot_be_taken_back(referral, person, grace):
    move(referral=referral, to="declined", because="no_room", by=grace)
    with pytest.raises(Refused):
        withdraw(referral=referral, by=person.user)


def test_one_note_writes_the_visit_the_measures_the_next_contact_and_the_state(referral, grace):
    answers = {"ons4": {"satisfied": 4, "worthwhile": 5, "happy": 6, "anxious": 7}, "ucla3": dict.fromkeys(UCLA, 3)}
    with access.acting_as(grace):
        note(
            referral=referral, by=grace, way="home", minutes=45, discussed="Her husband", agreed="To try the lunch",
            answers=answers, to="accepted",
        )  # fmt: skip
    referral.refresh_from_db()
    assert (referral.state, referral.owner) == ("accepted", grace)
    assert referral.visits.get().minutes == 45
    assert Administration.objects.get(instrument="ucla3").score == 9
    assert Administration.objects.get(instrument="ons4").score is None


UCLA = ("companionship", "left_out", "isolated")


def test_the_first_talk_moves_it_to_contacted_and_a_call_without_answer_does_not(referral, grace):
    note(referral=referral, by=grace, way="no_answer")
    referral.refresh_from_db()
    assert (referral.state, referral.owner) == ("received", grace)
    note(referral=referral, by=grace, way="phone", discussed="Rang")
    referral.refresh_from_db()
    assert referral.state == "contacted"


def test_nothing_of_a_note_is_kept_when_its_state_is_refused(referral, grace):
    with pytest.raises(Refused):
        note(referral=referral, by=grace, way="phone", to="attended")
    assert not referral.visits.exists()


def test_a_concern_is_kept_and_only_staff_read_it(referral, grace, person):
    note(referral=referral, by=grace, way="home", concern="Bruises on her arms")
    with access.acting_as(person.user):
        assert not Concern.objects.exists()
    with access.acting_as(grace):
        assert Concern.objects.get().what == "Bruises on her arms"


def test_risks_are_written_even_when_none_is_known(referral, from_agency):
    assert [(risk.what, risk.comment) for risk in RiskNote.objects.order_by("pk")] == [
        ("", ""),
        ("A dog that bites", ""),
    ]


def test_introducing_refers_on_and_coming_is_attended(referral, grace, lunch):
    move(referral=referral, to="accepted", by=grace)
    made = introduce(referral=referral, service=lunch, by=grace, need="Company at lunch", with_somebody=True)
    assert (made.state, made.first_name) == ("asked", "Amina")
    hear(introduction=made, state="came", by=grace, words="She laughed a lot")
    referral.refresh_from_db()
    assert referral.state == "attended"


def test_not_coming_wants_a_reason_and_leads_to_a_call(referral, grace, lunch):
    move(referral=referral, to="accepted", by=grace)
    made = introduce(referral=referral, service=lunch, by=grace, need="Company")
    hear(introduction=made, state="did_not_come", because="not_alone", by=grace)
    referral.refresh_from_db()
    assert referral.state == "not_attended"
    assert (referral.act_by - referral.state_at).days == 7


@pytest.mark.parametrize("change", [{"places_free": 0}, {"takes_people": False}, {"status": "defunct"}])
def test_a_service_without_room_is_sent_nobody(referral, grace, lunch, change):
    move(referral=referral, to="accepted", by=grace)
    for name, value in change.items():
        setattr(lunch, name, value)
    lunch.save()
    with pytest.raises(Refused, match="no room"):
        introduce(referral=referral, service=lunch, by=grace, need="Company")


def test_nobody_is_introduced_twice(referral, grace, lunch):
    move(referral=referral, to="accepted", by=grace)
    introduce(referral=referral, service=lunch, by=grace, need="Company")
    with pytest.raises(Refused, match="already"):
        introduce(referral=referral, service=lunch, by=grace, need="Company")


def test_taking_it_is_the_link_workers_alone(referral, grace, nurse):
    assert take(referral=referral, by=nurse).owner is None
    assert take(referral=referral, by=grace).owner == grace
