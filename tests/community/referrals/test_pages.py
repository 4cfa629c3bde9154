"""The link worker's home, one referral with its note, matching, the agency's form, the person's own page."""

import pytest
from django.core import mail

from inglenook.community.models import Concern, Referral, RiskNote, Visit
from inglenook.community.referrals.actions import move
from inglenook.community.referrals.emailed import follow
from inglenook.community.referrals.notes import note
from inglenook.core import access
from inglenook.messaging import notices
from inglenook.messaging.models import Message, Notice
from inglenook.people.models import Look
from inglenook.planning.models import Action, Plan, Task
from inglenook.planning.referring.rising import rise
from tests import factories
from tests.asking import questions

from .reading import read

pytestmark = pytest.mark.django_db
AGENCY = {
    "given_name": "Bert", "given_family_name": "Stone", "given_phone": "01632 960333", "given_birth_date-day": "1",
    "given_birth_date-month": "2", "given_birth_date-year": "1950", "given_nhs_number": "999 000 0018",
    "reason": "He eats alone", "has_risks": "none", "consent": "on", "referrer_name": "Lena Ford",
    "referrer_service": "Advice line", "referrer_organisation": "Hearthby Advice",
    "referrer_contact": "lena@advice.example",
}  # fmt: skip


def test_the_home_shows_what_came_in_with_its_clock(client, grace, referral, from_agency):
    client.force_login(grace)
    page = read(client, "/referrals/")
    assert "Company. She is alone since May." in page and "Not matched yet" in page
    assert "<strong>0</strong> of 60 slots in use" in page


def test_home_and_thread_ask_the_database_little_whatever_there_is(client, grace, referral, from_agency, lunch):
    note(referral=referral, by=grace, way="phone", discussed="Rang", answers={"lonely": {"lonely": 1}}, to="accepted")
    client.force_login(grace)
    assert len(questions(client, "/referrals/")) <= 12
    assert len(questions(client, "/referrals/overview/")) <= 12


def test_a_name_is_looked_for_without_standing_in_the_address(client, grace, referral, from_agency):
    client.force_login(grace)
    from_agency.given_family_name = "Zola"
    from_agency.save()
    page = client.post("/referrals/", {"q": "zol"}).content.decode()
    assert "Amina Zola" in page and "Amina Hussain" not in page


def test_a_number_finds_its_referral(client, grace, referral, from_agency):
    client.force_login(grace)
    page = client.post("/referrals/", {"q": from_agency.number}).content.decode()
    assert str(from_agency.ref) in page and str(referral.ref) not in page


def test_one_note_from_the_page_does_everything(client, grace, referral, person):
    client.force_login(grace)
    given = {"do": "note", "way": "phone", "minutes": "25", "discussed": "Her garden", "agreed": "To meet on Friday",
             "then": "accepted", "ucla3-companionship": "3", "ucla3-left_out": "2", "ucla3-isolated": "1"}  # fmt: skip
    page = client.post(f"/referrals/{referral.ref}/", given, follow=True).content.decode()
    assert "Her garden" in page and "6 of 3 to 9" in page
    referral.refresh_from_db()
    assert (referral.state, referral.owner) == ("accepted", grace)


def test_a_year_that_is_a_slip_of_the_finger_is_no_next_contact(client, grace, referral):
    client.force_login(grace)
    given = {"do": "note", "way": "phone", "next_on-day": "1", "next_on-month": "12", "next_on-year": "9999"}
    page = client.post(f"/referrals/{referral.ref}/", given).content.decode()
    assert "Next contact must be the same as or before" in page
    assert not Visit.objects.exists()


def test_what_was_typed_stays_when_the_state_is_refused(client, grace, referral):
    client.force_login(grace)
    given = {"do": "note", "way": "phone", "discussed": "Her garden", "then": "attended"}
    page = client.post(f"/referrals/{referral.ref}/", given).content.decode()
    assert "There is a problem" in page and "Her garden" in page
    assert not Visit.objects.exists()


def test_the_look_is_recorded_before_the_person_is_on_the_caseload(client, grace, referral, person):
    client.force_login(grace)
    client.get(f"/referrals/{referral.ref}/")
    assert Look.objects.get(person=person).viewer == grace


def test_another_teams_link_worker_finds_no_such_page(client, referral, other_practice):
    client.force_login(factories.make_user("Una Gray", role="link_worker", at=other_practice))
    assert client.get(f"/referrals/{referral.ref}/").status_code == 404


def test_the_nurse_who_referred_reads_it_and_cannot_write_it(client, nurse, referral):
    client.force_login(nurse)
    page = read(client, f"/referrals/{referral.ref}/")
    assert "Company. She is alone since May." in page and 'id="note-form"' not in page


def test_the_supervisors_page_says_nothing_of_any_record(client, grace, referral, from_agency):
    client.force_login(grace)
    note(referral=referral, by=grace, way="phone", discussed="Her husband died")
    page = read(client, "/referrals/overview/")
    assert "Grace Bennett" in page
    for text in ("Hussain", "Her husband", "alone since", "heating", "dog"):
        assert text not in page


def test_a_manager_reads_the_counts_and_no_referral(client, practice, grace, manager, referral, other_practice):
    note(referral=referral, by=grace, way="phone", discussed="Rang")
    over = factories.make_user("Nasreen Akhtar", role="manager", at=practice.parent)
    client.force_login(over)
    assert "Grace Bennett" in read(client, "/referrals/overview/")
    assert client.get(f"/referrals/{referral.ref}/").status_code == 403
    client.force_login(factories.make_user("Olu Brand", role="manager", at=other_practice))
    assert "Grace Bennett" not in read(client, "/referrals/overview/")


def test_the_form_says_how_somebody_asks_for_themselves(client, network, grace):
    page = read(client, "/refer/")
    assert "You can also ask for yourself" in page
    assert page.count("If you ask for yourself or for your family, write “none”.") == 2


def test_the_agencys_form_warns_once(client, network, grace):
    assert read(client, "/refer/").count("In danger now?") == 1


NOTHING = [
    {"do": "give", "to": "x"},
    {"do": "heard", "introduction": "x", "state": "came"},
    {"do": "close_concern", "concern": "x"},
    {"do": "match", "person": "x"},
]


@pytest.mark.parametrize("given", NOTHING, ids=str)
def test_what_names_nobody_and_nothing_changes_nothing(client, grace, referral, given):
    client.force_login(grace)
    assert client.post(f"/referrals/{referral.ref}/", given).status_code in (302, 404)
    assert client.post(f"/referrals/{referral.ref}/", {"do": "take"}).status_code == 302


def test_matching_shows_who_may_be_meant_and_waits_for_a_yes(client, grace, from_agency, person, practice):
    person.nhs_number = "9990000018"
    person.save()
    factories.make_person(practice, given_name="Amir", family_name="Hussain", birth_date="1961-01-01")
    client.force_login(grace)
    page = read(client, f"/referrals/{from_agency.ref}/match/")
    assert "NHS number is the same" in page and "Amir" not in page
    from_agency.refresh_from_db()
    assert from_agency.person is None
    assert Look.objects.get(person=person).reason == "To find out whom a referral is about"
    client.post(f"/referrals/{from_agency.ref}/", {"do": "match", "person": person.ref})
    from_agency.refresh_from_db()
    assert (from_agency.person, from_agency.practice) == (person, practice)
    assert RiskNote.objects.get().person == person


def test_only_who_may_be_meant_can_be_matched(client, grace, from_agency, stranger):
    client.force_login(grace)
    page = client.post(f"/referrals/{from_agency.ref}/", {"do": "match", "person": stranger.ref}, follow=True)
    assert "not one of the people" in page.content.decode()
    from_agency.refresh_from_db()
    assert from_agency.person is None


def test_a_person_of_another_network_is_never_a_candidate(client, grace, from_agency, other_practice):
    factories.make_person(other_practice, nhs_number="9990000018")
    client.force_login(grace)
    assert "Nobody on your practices" in read(client, f"/referrals/{from_agency.ref}/match/")


def test_any_agency_refers_without_an_account(client, grace, network):
    page = read(client, "/refer/")
    assert "You need no account" in page
    answer = client.post("/refer/", AGENCY | {"team": network.ref})
    assert (answer.status_code, answer.url) == (302, "/refer/sent/")
    made = Referral.objects.get()
    assert (made.way, made.given_nhs_number, made.person) == ("agency", "9990000018", None)
    assert made.number in read(client, "/refer/sent/")
    assert RiskNote.objects.get().what == ""


@pytest.mark.parametrize(
    "left_out,says",
    [
        ("referrer_name", "Enter your name"),
        ("referrer_service", "Enter your service"),
        ("referrer_organisation", "Enter your organisation"),
        ("referrer_contact", "Enter your e-mail address or phone number"),
        ("has_risks", "Select whether there is a risk"),
        ("consent", "agree"),
    ],
)
def test_what_the_standard_makes_mandatory_is_asked_for(client, grace, network, left_out, says):
    given = {name: value for name, value in AGENCY.items() if name != left_out}
    answer = client.post("/refer/", given | {"team": network.ref})
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Referral.objects.exists()


def test_what_fills_in_the_hidden_field_is_thanked_and_not_kept(client, grace, network):
    answer = client.post("/refer/", AGENCY | {"team": network.ref, "website": "https://spam.example"})
    assert answer.status_code == 302
    assert not Referral.objects.exists()


def test_a_flood_is_stopped(client, grace, network, settings):
    settings.ACCOUNT_RATE_LIMITS = {"refer_somebody": "2/h/ip"}
    answers = [client.post("/refer/", AGENCY | {"team": network.ref}, REMOTE_ADDR="192.0.2.9") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]


def test_whoever_has_no_account_sees_nothing_else(client, grace, from_agency):
    assert client.get(f"/referrals/{from_agency.ref}/").status_code == 302
    with access.acting_as(None):
        assert not Referral.objects.exists()


def test_the_agency_hears_by_email_and_the_referral_is_told(from_agency, grace):
    move(referral=from_agency, to="declined", because="not_suitable", by=grace)
    assert (notices.send(), follow()) == (1, 1)
    assert mail.outbox[0].to == ["lena@advice.example"]
    from_agency.refresh_from_db()
    assert from_agency.state == "told" and from_agency.referrer_told_at
    assert (notices.send(), follow()) == (0, 0)


def test_a_mail_server_that_is_down_is_tried_again(from_agency, grace, settings):
    move(referral=from_agency, to="declined", because="not_suitable", by=grace)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert (notices.send(), follow()) == (0, 0)
    from_agency.refresh_from_db()
    assert (from_agency.state, Notice.objects.get(key__startswith="word_back:").tries) == ("declined", 1)


def test_the_nurse_hears_on_today(client, referral, grace, nurse, lunch):
    move(referral=referral, to="accepted", by=grace)
    move(referral=referral, to="closed", because="done", by=grace)
    task = Task.objects.get(kind="word_back")
    assert task.owner == nurse and "got what they hoped for" in task.reason
    referral.refresh_from_db()
    assert referral.state == "told"
    client.force_login(nurse)
    assert "asked the link workers" in read(client, "/today/")


def test_the_person_asks_follows_and_takes_back(client, person, grace, network):
    client.force_login(person.user)
    client.post("/me/referrals/", {"do": "ask", "reason": "Somebody to walk with", "barriers": ["loneliness"]})
    made = Referral.objects.get()
    assert (made.way, made.team, made.person) == ("self", network, person)
    page = read(client, "/me/referrals/")
    assert "One of them will ring you" in page and "Somebody to walk with" in page
    client.post("/me/referrals/", {"do": "withdraw", "referral": made.ref})
    page = read(client, "/me/referrals/")
    assert "You took it back" in page
    assert len(questions(client, "/me/referrals/")) <= 12
    assert not Message.objects.exists()


def test_the_person_who_asked_is_written_to_at_the_end(person, grace, network, client):
    client.force_login(person.user)
    client.post("/me/referrals/", {"do": "ask", "reason": "Somebody to walk with"})
    made = Referral.objects.get()
    move(referral=made, to="declined", because="no_room", by=grace)
    assert Message.objects.get().template == "referral:ended"


def test_a_carer_who_is_let_in_asks_for_the_person(client, person, grace, carer):
    client.force_login(carer)
    assert client.get(f"/people/{person.ref}/referrals/").status_code == 403
    sara = factories.make_user("Omar")
    factories.share_with(sara, person, "referrals")
    client.force_login(sara)
    client.post(f"/people/{person.ref}/referrals/", {"do": "ask", "reason": "A lift to the mosque"})
    assert Referral.objects.get().way == "carer"


def test_a_concern_is_told_at_once_and_stays_until_it_is_closed(client, grace, nurse, referral, person):
    client.force_login(grace)
    given = {"do": "note", "way": "home", "concern": "Bruises on her arms"}
    client.post(f"/referrals/{referral.ref}/", given)
    concern = Concern.objects.get()
    assert concern.told == nurse
    task = Task.objects.get(key=f"concern:{concern.pk}")
    assert "Bruises" not in task.reason
    assert "Safeguarding" in read(client, "/referrals/")
    client.post(f"/referrals/{referral.ref}/", {"do": "close_concern", "concern": concern.ref, "closing_note": ""})
    assert Concern.objects.get().closed_at is None
    given = {"do": "close_concern", "concern": concern.ref, "closing_note": "Seen by Dr Ali; fell in the garden"}
    client.post(f"/referrals/{referral.ref}/", given)
    assert Concern.objects.get().closed_at
    client.force_login(person.user)
    assert "Bruises" not in read(client, "/me/referrals/")


def test_late_referrals_rise_once_and_go_when_they_move(referral, grace):
    late = referral.act_by.replace(year=referral.act_by.year + 1)
    assert rise(late) == 1 and rise(late) == 0
    task = Task.objects.get(kind="referral")
    assert "Received. Its time is over." in task.reason
    move(referral=referral, to="accepted", by=grace)
    rise()
    task.refresh_from_db()
    assert task.done_at


def test_from_the_persons_page_with_what_is_known(client, nurse, grace, person):
    plan = Plan.objects.create(person=person)
    plan.goals.create(person=person, wording="To sit with people at lunch")
    action = Action.objects.create(person=person, plan=plan, what="Ask about lunch clubs")
    client.force_login(nurse)
    address = f"/people/{person.ref}/refer/?action={action.ref}"
    page = read(client, address)
    assert "To sit with people at lunch" in page and "Ask about lunch clubs" in page
    given = {"reason": "Lunch clubs", "hopes": "Company", "has_risks": "some", "risk": "Falls", "consent": "on"}
    assert client.post(address, given).status_code == 302
    made = Referral.objects.get()
    assert (made.referrer, made.way, made.referrer_role) == (nurse, "staff", "Practice nurse")
    action.refresh_from_db()
    assert action.referral == made
    client.force_login(person.user)
    assert "The link workers have it" in read(client, "/me/plan/")
