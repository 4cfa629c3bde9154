"""What the person allows whom: asked by a link that opens once, changed item by item, ended with one tap."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.core.roles import GRANTABLE
from inglenook.messaging.models import Notice
from inglenook.people import actions
from inglenook.people.models import CarerCheck, Grant, Invitation, Look, Person, Representative, YoungCarer
from inglenook.planning.models import Plan, Task
from inglenook.web.sharing.reviewing import ask_for_reviews
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db
ASKED = {"name": "Sara", "relationship": "my daughter", "sections": ["plan"], "days": "", "way": "print"}
YES, NOT_OF_AGE = {"do": "yes", "adult": "yes"}, {"do": "yes", "adult": "no"}
JOIN = {"name": "Sara Hussain", "email": "sara@example.org", "password": "a kettle of tea"}


@pytest.fixture
def own(person):
    """The person's browser."""
    browser = Client()
    browser.force_login(person.user)
    return browser


@pytest.fixture
def phone():
    """A carer's browser, nobody signed in."""
    return Client()


def ask(own, **more) -> str:
    """The address of the link that the person makes."""
    page = own.post("/me/sharing/ask/", ASKED | more, follow=True).content.decode()
    assert "works once" in page
    return f"/let-in/{actions.secret_of(Invitation.objects.latest('pk'))}/"


def said(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_link_lets_somebody_in_once(own, phone, person):
    link = ask(own)
    assert link in own.get(f"/me/invitations/{Invitation.objects.get().ref}/").content.decode()
    assert "Amina asks you to help" in said(phone.get(link))
    assert not Grant.objects.exists()
    assert phone.post(link, YES | JOIN).headers["Location"] == "/people-i-care-for/"
    grant = Grant.objects.get()
    assert (grant.person, grant.carer.email, grant.sections, grant.may_write) == (
        person,
        "sara@example.org",
        ["plan"],
        False,
    )
    again = phone.get(link)
    assert again.status_code == 410 and "You have used this link" in said(again)
    phone.logout()
    stolen = phone.post(link, YES | JOIN | {"email": "thief@example.org"})
    assert stolen.status_code == 410 and "A link works only once" in said(stolen)
    assert Grant.objects.count() == 1 and not User.objects.filter(email="thief@example.org").exists()


def test_two_who_press_yes_at_once_are_not_both_let_in(own, person):
    ask(own)
    invitation = Invitation.objects.get()
    actions.take_up(invitation=invitation, carer=factories.make_user("Sara"))
    with pytest.raises(actions.Closed, match="used"):
        actions.take_up(invitation=invitation, carer=factories.make_user("Omar"))


@pytest.mark.parametrize(
    ("column", "words"), [("expires_at", "It is too old"), ("withdrawn_at", "It has been taken back")]
)
def test_an_old_link_says_so_whatever_is_sent_to_it(own, phone, column, words):
    link = ask(own)
    Invitation.objects.update(**{column: clock.now() - timedelta(minutes=1)})
    for answer in (phone.get(link), phone.post(link, YES | JOIN), phone.post(link, YES | JOIN)):
        assert answer.status_code == 410 and words in said(answer)
    assert not Grant.objects.exists() and not User.objects.filter(email=JOIN["email"]).exists()


def test_an_address_that_was_never_a_link_opens_nothing(phone, db):
    answer = phone.get("/let-in/00000-00000-00000-00000-00000-0/")
    assert answer.status_code == 410 and "no such link" in said(answer)


def test_the_email_brings_the_link_and_nothing_about_health(own, phone, person, mailoutbox):
    link = ask(own, way="email", address="sara@example.org")
    notice = Notice.objects.get()
    assert notice.address == "sara@example.org" and link in notice.text and "Amina" in notice.subject
    assert not re.search("health|condition|plan", notice.subject + notice.text, re.I)
    phone.post(link, YES | JOIN)
    assert EmailAddress.objects.get(user__email="sara@example.org").verified


def test_an_address_that_did_not_get_the_link_is_not_taken_as_shown(own, phone):
    phone.post(ask(own, way="email", address="sara@example.org"), YES | JOIN | {"email": "other@example.org"})
    assert not EmailAddress.objects.get(user__email="other@example.org").verified


def test_an_account_that_is_there_is_not_made_again_nor_opened(own, phone, nurse):
    answer = phone.post(ask(own), YES | JOIN | {"email": nurse.email.upper()})
    assert answer.status_code == 422 and "Sign in first" in said(answer)
    assert not Grant.objects.exists() and "_auth_user_id" not in phone.session


def test_the_person_is_told_who_said_yes(own, phone, person):
    phone.post(ask(own), YES | JOIN)
    told = Notice.objects.get()
    assert told.to == person.user and "Sara Hussain said yes" in told.subject


def test_the_person_cannot_use_their_own_link_and_no_ends_it(own, phone):
    link = ask(own)
    assert "for somebody else" in said(own.post(link, YES))
    assert "You said no" in said(phone.post(link, {"do": "no"}))
    assert phone.get(link).status_code == 410 and not Grant.objects.exists()


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(own):
    answer = own.post("/me/sharing/ask/", {"name": "Sara", "way": "email"})
    assert answer.status_code == 422 and 'value="Sara"' in answer.content.decode()
    assert "There is a problem" in said(answer) and "Enter their email address" in said(answer)
    assert not Invitation.objects.exists()


def test_it_lasts_as_long_as_was_chosen_from_when_it_is_taken_up(own, phone):
    phone.post(ask(own, days="7"), YES | JOIN)
    left = Grant.objects.get().until - clock.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_item_by_item_is_changed_at_once(own, person, carer):
    grant = Grant.objects.get()
    terms = {"sections": ["medicines"], "days": "keep"}
    assert own.post(f"/me/grants/{grant.ref}/", terms).status_code == 302
    with access.acting_as(carer):
        assert not Plan.objects.exists()
    grant.refresh_from_db()
    assert (grant.sections, grant.may_write, grant.until) == (["medicines"], False, None)
    assert "My medicines and allergies" in said(own.get("/me/sharing/"))


def test_one_tap_ends_it_the_open_page_says_so_and_it_can_be_undone(own, phone, person, carer):
    Plan.objects.create(person=person)
    phone.force_login(carer)
    theirs, grant = f"/people-i-care-for/{person.ref}/plan/", Grant.objects.get()
    assert phone.get(theirs).status_code == 200
    own.post(f"/me/grants/{grant.ref}/end/")
    for answer in (phone.get(theirs), phone.get(f"/people-i-care-for/{person.ref}/plan.pdf")):
        assert answer.status_code == 403 and "You can no longer see this" in said(answer)
        assert "Amina" not in answer.content.decode()
    assert "Nobody shares with you now" in said(phone.get("/people-i-care-for/"))
    own.post(f"/me/grants/{grant.ref}/undo/")
    assert phone.get(theirs).status_code == 200


def test_what_a_carer_typed_when_it_was_ended_is_given_back_and_not_kept(own, phone, person, carer):
    factories.share_with(other := factories.make_user("Omar"), person, "referrals")
    phone.force_login(other)
    Grant.objects.filter(carer=other).update(ended_at=clock.now())
    words = "She would like company on Tuesdays"
    answer = phone.post(f"/people/{person.ref}/referrals/", {"do": "ask", "need": words})
    assert answer.status_code == 403 and words in said(answer) and "was not saved" in said(answer)


def test_to_others_a_page_is_not_there(phone, person, stranger):
    phone.force_login(factories.make_user("Omar"))
    assert phone.get(f"/people-i-care-for/{person.ref}/plan/").status_code == 404


def test_another_section_is_not_shared_and_a_carer_who_may_only_look_cannot_write(phone, person, carer):
    phone.force_login(carer)
    assert phone.get(f"/people/{person.ref}/referrals/").status_code == 403
    Grant.objects.update(sections=["referrals"], may_write=False)
    assert phone.get(f"/people/{person.ref}/referrals/").status_code == 200
    assert phone.post(f"/people/{person.ref}/referrals/", {"do": "ask"}).status_code == 403


def test_what_has_no_page_of_its_own_is_shown_item_by_item(phone, person, carer):
    factories.make_condition(person)
    factories.make_result(person, "hba1c", 48, on=clock.today() - timedelta(days=3))
    phone.force_login(carer)
    theirs = f"/people-i-care-for/{person.ref}/"
    for sections, seen in ((["record"], {"Type 2 diabetes"}), (["results"], {"48"}), (["plan"], set())):
        Grant.objects.update(sections=sections)
        page = said(phone.get(theirs))
        assert {word for word in ("Type 2 diabetes", "48") if f" {word} " in page} == seen
    assert Look.objects.filter(person=person, viewer=carer).count() == 3


# Young carers


def test_under_18_less_is_open_and_the_practice_is_told(own, phone, person):
    born = {f"born_on-{box}": str(value) for box, value in (("day", 1), ("month", 3), ("year", 2012))}
    answer = phone.post(
        ask(own, sections=["plan", "measures"], may_write="on"), JOIN | {"do": "yes", "adult": "no"} | born
    )
    assert answer.status_code == 302
    grant = Grant.objects.get()
    assert grant.carer_born_on == date(2012, 3, 1) and grant.seen_sections == ["plan"]
    assert Task.objects.get(person=person).reason.startswith("Somebody under 18")
    assert "when they are 18" in said(own.get("/me/sharing/"))
    assert "may be asked" not in said(phone.get("/people-i-care-for/"))


def test_under_13_nobody_is_let_in_alone_and_a_grown_up_is_asked(own, phone, person):
    born_on = clock.today().replace(year=clock.today().year - 9, day=1)
    answer = phone.post(ask(own), JOIN | NOT_OF_AGE | boxes("born_on", born_on))
    assert "You are under 13" in said(answer)
    assert not Grant.objects.exists() and not User.objects.filter(email=JOIN["email"]).exists()
    assert Task.objects.get(person=person).reason.startswith("A child under 13")


def test_a_nurse_becomes_the_one_who_knows_of_a_young_carer(client, person, nurse):
    sara = factories.make_user("Sara")
    grant = factories.share_with(sara, person, "plan")
    Grant.objects.update(carer_born_on=clock.today() - timedelta(days=15 * 365))
    young = YoungCarer.objects.create(person=person, grant=grant)
    client.force_login(nurse)
    assert "Nobody here has spoken with them" in said(client.get(f"/people/{person.ref}/carers/"))
    client.post(f"/young-carers/{young.ref}/", {"note": "Spoke with Sara; school nurse knows"})
    assert "Joy Mensah knows" in said(client.get(f"/people/{person.ref}/carers/"))


# A carer's own needs


def test_a_carer_says_how_they_are_and_the_person_cared_for_does_not_read_it(phone, person, carer):
    phone.force_login(carer)
    page = phone.post("/how-am-i/", {"sleep": "little", "go_on": "no", "in_words": "I am tired"}, follow=True)
    assert "Samaritans" in said(page) and "Not enough" in said(page)
    check = CarerCheck.objects.get()
    assert check.person.user == carer and check.person.practice is None
    with access.acting_as(person.user):
        assert not CarerCheck.objects.exists()
    assert phone.get("/me/plan/").status_code == 200


def test_a_carer_on_a_practices_list_is_rung_and_read_by_their_own_nurse(client, phone, person, carer, practice, nurse):
    sara = factories.make_person(practice, given_name="Sara")
    Person.objects.filter(pk=sara.pk).update(user=carer)
    phone.force_login(carer)
    phone.post("/how-am-i/", {"go_on": "no"})
    task = Task.objects.get(person=sara)
    assert task.due_at - clock.now() <= timedelta(hours=4)
    client.force_login(nurse)
    assert "cares for somebody too" in said(client.get(f"/people/{sara.ref}/carers/"))


def test_a_young_carer_is_asked_about_school_and_not_about_money(phone, person):
    sara = factories.make_user("Sara")
    factories.share_with(sara, person, "plan")
    Grant.objects.update(carer_born_on=clock.today() - timedelta(days=15 * 365))
    phone.force_login(sara)
    page = said(phone.get("/how-am-i/"))
    assert "school or friends" in page and "work and money" not in page


# Who decides for a person who cannot

SEEN = {
    "name": "Sara Hussain",
    "email": "sara@example.org",
    "relationship": "Daughter",
    "kind": "lpa_health",
    "evidence": "opg_code",
    "document_number": "7001-2233",
    "acts": "alone",
    "decisions": "Care and treatment; not life-sustaining treatment",
    "sections": ["plan", "medicines"],
}


def boxes(name: str, day: date) -> dict:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def registered(client, person, **more):
    today = clock.today()
    days = boxes("capacity_on", today - timedelta(days=10)) | boxes("review_on", today + timedelta(days=90))
    return client.post(f"/people/{person.ref}/carers/register/", SEEN | days | more)


def test_an_attorney_is_registered_on_evidence_and_ends_at_review(client, phone, own, person, nurse):
    client.force_login(nurse)
    assert registered(client, person).status_code == 302
    row = Representative.objects.get()
    assert (row.seen_by, row.seen_on, row.document_number) == (nurse, clock.today(), "7001-2233")
    assert row.grant.until.date() >= row.review_on and row.grant.may_write
    page = said(client.get(f"/representatives/{row.ref}/"))
    assert "access code of the Office of the Public Guardian, by Joy Mensah" in page
    Plan.objects.create(person=person)
    phone.force_login(row.grant.carer)
    theirs = f"/people-i-care-for/{person.ref}/plan/"
    assert phone.get(theirs).status_code == 200
    Grant.objects.update(until=clock.now() - timedelta(seconds=1))
    assert phone.get(theirs).status_code == 403
    client.post(f"/representatives/{row.ref}/", boxes("review_on", clock.today() + timedelta(days=200)))
    assert phone.get(theirs).status_code == 200
    client.post(f"/representatives/{row.ref}/end/")
    assert phone.get(theirs).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"evidence": "court_order"}, "This does not prove"),
        (boxes("capacity_on", date(1900, 1, 1)) | {"capacity_on-year": ""}, "must include a year"),
        ({"capacity_on-day": "", "capacity_on-month": "", "capacity_on-year": ""}, "only once capacity is lacking"),
        ({"kind": "lpa_property", "sections": ["medicines"]}, "does not cover all of these"),
        ({"acts": "together"}, "with whom they decide together"),
        (boxes("review_on", date(2090, 1, 1)), "Look again between"),
    ],
)
def test_what_is_not_shown_or_not_covered_is_not_registered(client, person, nurse, wrong, words):
    client.force_login(nurse)
    answer = registered(client, person, **wrong)
    assert answer.status_code == 422 and words in said(answer)
    assert not Grant.objects.exists()


def test_a_property_attorney_may_act_with_capacity_and_reads_no_health(client, person, nurse):
    client.force_login(nurse)
    none = {"capacity_on-day": "", "capacity_on-month": "", "capacity_on-year": ""}
    assert registered(client, person, kind="lpa_property", sections=["referrals"], **none).status_code == 302


def test_the_person_reads_who_was_registered_and_cannot_change_it_as_their_own(own, client, person, nurse):
    with access.acting_as(nurse):
        terms = {"relationship": "Daughter", "sections": ["plan"], "review_on": clock.today() + timedelta(days=9)}
        actions.register_representative(
            person=person, carer=somebody(), by=nurse, kind="lpa_health", evidence="opg_code", **terms
        )
    page = said(own.get("/me/sharing/"))
    assert "may decide for you when you cannot" in page and "Stop sharing" not in page
    assert own.post(f"/me/grants/{Grant.objects.get().ref}/end/").status_code == 404


def somebody() -> User:
    with access.working():
        return factories.make_user("Sara")


def test_before_it_ends_somebody_is_asked_to_look_again_once(client, person, nurse):
    client.force_login(nurse)
    registered(client, person)
    ask_for_reviews()
    assert not Task.objects.exists()
    Representative.objects.update(review_on=clock.today() + timedelta(days=14))
    ask_for_reviews()
    ask_for_reviews()
    assert Task.objects.get().reason.startswith("Look again")


def test_another_practices_nurse_registers_nobody(client, stranger, nurse):
    client.force_login(nurse)
    assert registered(client, stranger).status_code == 404
    assert not Representative.objects.exists()


def test_the_pages_ask_the_database_little(client, own, phone, person, carer, nurse):
    ask(own)
    assert len(questions(own, "/me/sharing/")) <= 12
    phone.force_login(carer)
    Grant.objects.filter(carer=carer).update(sections=[section.value for section in GRANTABLE])
    for address in ("/people-i-care-for/", f"/people-i-care-for/{person.ref}/", "/how-am-i/"):
        assert len(questions(phone, address)) <= 12, address
    client.force_login(nurse)
    assert len(questions(client, f"/people/{person.ref}/carers/")) <= 12
