import re

import pytest

from inglenook.core import clock
from inglenook.planning.models import Pack, ReviewCycle, TestNeeded
from inglenook.planning.preparation.queries import STAGE
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, nurse):
    client.force_login(nurse)
    return client


def test_people_with_nothing_left_to_gather_are_ready_and_get_packs(desk, cycle, person, practice):
    other = factories.make_cycle(factories.make_person(practice, given_name="Ravi"))
    TestNeeded.objects.create(person=other.person, cycle=other, check_code="hba1c", state="needed")
    page = desk.get("/packs/?stage=ready").content.decode()
    assert "Amina Hussain" in page
    assert "Ravi" not in page
    desk.post("/packs/make/", {"do": "all"})
    assert Pack.objects.get().cycle == cycle


def test_those_ticked_get_packs_though_a_test_is_outstanding(desk, cycle, person):
    TestNeeded.objects.create(person=person, cycle=cycle, check_code="hba1c", state="needed")
    desk.post("/packs/make/", {"do": "chosen", "chosen": [str(cycle.ref)]})
    assert Pack.objects.count() == 1


def test_all_are_those_that_the_filter_shows(desk, cycle, practice):
    """Whoever looks for one person and presses "all" must write to nobody else."""
    factories.make_cycle(factories.make_person(practice, given_name="Ravi", family_name="Nair"))
    page = desk.get("/packs/?stage=ready&q=Nair").content.decode()
    assert "Amina Hussain" not in page
    assert "Make packs for all 1 person" in page
    desk.post("/packs/make/", _pressed(page))
    assert [pack.person.family_name for pack in Pack.objects.all()] == ["Nair"]


def test_sending_all_sends_those_that_the_filter_shows(desk, cycle, practice, person):
    factories.make_cycle(factories.make_person(practice, given_name="Ravi", family_name="Nair"))
    desk.post("/packs/make/", {"do": "all"})
    Pack.objects.update(channel="phone")
    Pack.objects.filter(person=person).update(channel="letter")
    desk.post("/packs/send/", _pressed(desk.get("/packs/?stage=made&channel=letter").content.decode()))
    assert Pack.objects.get(message__channel="letter").person == person
    assert Pack.objects.filter(sent_at=None, message=None).count() == 1


def _pressed(page: str) -> dict[str, str]:
    """What the page's form sends when "all" is pressed."""
    [form] = re.findall(r'<form method="post" action="/packs/(?:make|send)/">.*?</form>', page, re.S)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"do": "all"}


def test_the_ledger_finds_a_pack_by_the_reference_on_its_letter(desk, sent_pack, practice):
    assert "Amina Hussain" in desk.get("/packs/", {"q": sent_pack.ref.hex[:8]}).content.decode()
    assert "Amina Hussain" not in desk.get("/packs/", {"q": "00000000"}).content.decode()


@pytest.mark.parametrize("typed", ["\0", "Amina\0", "1234567\0"])
def test_what_no_database_takes_is_looked_for_without_it(desk, sent_pack, typed):
    assert desk.get("/packs/", {"q": typed}).status_code == 200
    assert desk.get("/packs/", {"q": typed, "stage": "ready"}).status_code == 200


def test_answers_on_paper_are_typed_in_and_keep_who_said_them(desk, sent_pack):
    data = {"way": "paper", "said_by": "Her daughter Sara", "matters": "My garden", "in_the_way_choices": ["Pain"]}
    desk.post(f"/packs/{sent_pack.ref}/answers/", data | {"talk_about": "The tablets\n\nMy knees"})
    answer = sent_pack.answers.get(prompt="matters")
    assert (answer.text, answer.way, answer.said_by) == ("My garden", "paper", "Her daughter Sara")
    assert sent_pack.answers.get(prompt="talk_about").choices == ["The tablets", "My knees"]
    assert sent_pack.answers.count() == 3
    assert Pack.objects.values_list(STAGE, flat=True).get() == "answered"


def test_a_question_without_an_answer_is_an_empty_box(desk, sent_pack):
    page = desk.get(f"/packs/{sent_pack.ref}/answers/").content.decode()
    assert page.count("</textarea>") == page.count("></textarea>") == 5


def test_what_the_person_wrote_stays_theirs_when_staff_type_the_rest(desk, sent_pack, person):
    desk.force_login(person.user)
    desk.post(f"/me/prepare/{sent_pack.ref}/matters/", {"text": "My garden", "go": "on"})
    desk.force_login(sent_pack.written_by)
    desk.post(f"/packs/{sent_pack.ref}/answers/", {"way": "phone", "matters": "My garden", "worries": "Falling"})
    assert sent_pack.answers.get(prompt="matters").way == "web"
    assert sent_pack.answers.get(prompt="worries").way == "phone"


def marks(page: bytes) -> dict[str, str]:
    """What the page brings back of the answers that it showed."""
    return dict(re.findall(r'name="(mark_\w+)" value="(\w+)"', page.decode()))


@pytest.fixture
def answered_meanwhile(desk, sent_pack, person):
    """The address of a page that was opened, and the marks it showed, before the person answered on the web."""
    address = f"/packs/{sent_pack.ref}/answers/"
    shown = marks(desk.get(address).content)
    desk.force_login(person.user)
    desk.post(f"/me/prepare/{sent_pack.ref}/matters/", {"text": "My garden", "go": "on"})
    desk.force_login(sent_pack.written_by)
    return address, shown


def test_a_page_that_was_open_while_the_person_answered_takes_nothing_from_them(desk, sent_pack, answered_meanwhile):
    address, shown = answered_meanwhile
    desk.post(address, {"way": "phone", "worries": "Falling", "matters": "", **shown})
    assert sent_pack.answers.get(prompt="matters").text == "My garden"
    assert sent_pack.answers.get(prompt="worries").text == "Falling"


def test_the_same_question_answered_in_two_places_is_put_together_by_hand(desk, sent_pack, answered_meanwhile):
    address, shown = answered_meanwhile
    page = desk.post(address, {"way": "phone", "matters": "My dog", "worries": "Falling", **shown}).content
    assert "Meanwhile this was answered: “My garden”" in page.decode()
    assert [answer.text for answer in sent_pack.answers.all()] == ["My garden"]
    desk.post(address, {"way": "phone", "matters": "My garden and dog", "worries": "Falling", **marks(page)})
    assert sent_pack.answers.get(prompt="matters").text == "My garden and dog"
    assert sent_pack.answers.get(prompt="worries").text == "Falling"


def test_an_empty_page_answers_nothing(desk, sent_pack):
    page = desk.post(f"/packs/{sent_pack.ref}/answers/", {"way": "paper"}).content.decode()
    assert "Type at least one answer" in page
    assert Pack.objects.values_list(STAGE, flat=True).get() == "sent"


def test_a_text_that_was_cut_is_kept_and_may_be_saved_again(desk, sent_pack):
    address = f"/packs/{sent_pack.ref}/answers/"
    page = desk.post(address, {"way": "paper", "matters": "w" * 6000, **marks(desk.get(address).content)}).content
    assert "We kept the first 5,000" in page.decode()
    desk.post(address, {"way": "paper", "matters": "My garden", **marks(page)})
    assert sent_pack.answers.get(prompt="matters").text == "My garden"


def test_a_pack_that_came_back_empty_is_not_answered(desk, sent_pack):
    desk.post(f"/packs/{sent_pack.ref}/not-answered/")
    assert Pack.objects.values_list(STAGE, flat=True).get() == "not_answered"
    assert "Amina Hussain" in desk.get("/packs/?stage=not_answered").content.decode()


def test_when_its_review_is_closed_nobody_waits_for_a_packs_answer(desk, sent_pack, nurse):
    ReviewCycle.objects.update(owner=nurse)
    assert "Amina Hussain" in desk.get("/today/?kind=pack").content.decode()
    ReviewCycle.objects.update(state="reviewed", closed_at=clock.now())
    assert "Amina Hussain" not in desk.get("/today/?kind=pack").content.decode()
    assert "Amina Hussain" in desk.get("/packs/?stage=not_answered").content.decode()
    page = desk.get(f"/packs/{sent_pack.ref}/").content.decode()
    assert "<dt>Not answered</dt>" in page
    assert "Came back unanswered" not in page and "Send it again" not in page


def test_one_pack_shows_what_was_told_and_the_look_is_recorded(desk, sent_pack, nurse):
    assert "138/84" in desk.get(f"/packs/{sent_pack.ref}/").content.decode()
    assert desk.get(f"/packs/{sent_pack.ref}/letter.pdf")["Content-Type"] == "application/pdf"
    assert sent_pack.person.looks.filter(viewer=nurse).exists()


def test_a_manager_sees_no_packs(client, manager, sent_pack):
    client.force_login(manager)
    assert client.get("/packs/").status_code == 403
    assert client.get(f"/packs/{sent_pack.ref}/").status_code == 403
