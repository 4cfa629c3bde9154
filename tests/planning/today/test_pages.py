"""The pages of the day, as those who open them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inglenook.core import clock
from inglenook.people.models import Look, UrgentResult
from inglenook.planning.models import FollowUp, Pack, ReviewCycle, Task
from inglenook.planning.today import actions
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_nurse(client, nurse):
    client.force_login(nurse)
    return client


@pytest.fixture
def as_person(client, person):
    client.force_login(person.user)
    return client


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def shows_potassium(page: str) -> bool:
    """Whether the urgent value stands in the page's text (drawings have numbers of their own)."""
    return bool(re.search(r">\s*6\.7\b|Potassium 6\.7", page))


@pytest.fixture
def everything(measured, pack, follow_up, task):
    factories.make_result(measured, "potassium", 6.7, on=clock.today() - timedelta(days=1))
    actions.raise_urgent()


def test_today_groups_by_how_pressing_and_shows_the_persons_last_words(as_nurse, everything):
    page = text_of(as_nurse.get("/today/"))
    places = [page.index(word) for word in ("Potassium 6.7 mmol/L", "Walk to my sister’s", "no answer yet")]
    assert places == sorted(places)
    assert "3 days late" in page
    assert "I want to get to the mosque on my own" in page


def test_today_can_be_filtered_by_kind_and_whose(as_nurse, everything, practice, person):
    gp = factories.make_user("Ann Other", role="gp", at=practice)
    Task.objects.create(key="2", kind="other", person=person, owner=gp, reason="Sign the form", due_at=clock.now())
    assert "Sign the form" not in text_of(as_nurse.get("/today/"))
    team = text_of(as_nurse.get("/today/?who=team&kind=other"))
    assert "Sign the form" in team
    assert "Potassium" not in team


def test_what_is_urgent_is_never_cut_off_a_long_list(as_nurse, everything, person, nurse):
    late = clock.now() - timedelta(days=30)
    Task.objects.bulk_create(
        Task(key=f"k{n}", kind="other", person=person, owner=nurse, reason="Late", due_at=late) for n in range(60)
    )
    page = text_of(as_nurse.get("/today/"))
    assert "Potassium 6.7 mmol/L" in page
    assert "more than one page holds" in page


def test_of_those_who_are_waited_for_a_few_stand_below_and_all_on_a_list_of_their_own(as_nurse, practice, nurse, task):
    sent = clock.now() - timedelta(days=7)
    for n in range(12):
        somebody = factories.make_person(practice, family_name=f"Waited{n:02}")
        cycle = factories.make_cycle(somebody, owner=nurse, state="prepared", due_on=clock.today())
        Pack.objects.create(cycle=cycle, person=somebody, channel="web", due_on=clock.today(), sent_at=sent)
    page = text_of(as_nurse.get("/today/"))
    assert page.count("no answer yet") == 10
    assert "Wants help with the form" in page and "10 or more" in page
    assert 'href="?kind=pack"' in page and "See all who have not answered yet" in page
    alone = text_of(as_nurse.get("/today/?kind=pack"))
    assert alone.count("no answer yet") == 12
    assert "See all who have not answered yet" not in alone


def test_with_nothing_left_today_says_so(as_nurse):
    assert "Nothing is waiting for you" in text_of(as_nurse.get("/today/"))


def test_the_panel_opens_the_person_with_and_without_scripts(as_nurse, everything, person):
    whole = text_of(as_nurse.get(f"/today/?open={person.ref}"))
    assert "Walk to my sister’s" in whole.split('id="side"')[1]
    fragment = text_of(as_nurse.get(f"/today/?open={person.ref}", headers={"HX-Request": "true"}))
    assert "<html" not in fragment
    assert "I want to get to the mosque" in fragment
    assert as_nurse.get("/today/?open=nonsense").status_code == 200


def test_done_goes_back_to_the_list_and_can_be_undone(as_nurse, task):
    response = as_nurse.post(f"/tasks/{task.ref}/", {"do": "finish", "who": "team"}, follow=True)
    assert response.redirect_chain[0][0] == f"/today/?who=team&done={task.ref}"
    assert "Undo" in text_of(response)
    as_nurse.post(f"/tasks/{task.ref}/undo/")
    task.refresh_from_db()
    assert task.done_at is None


def test_an_urgent_result_asks_for_a_note_and_is_not_put_off(as_nurse, everything, nurse):
    urgent = Task.objects.get(kind="urgent_result")
    page = text_of(as_nurse.get(f"/tasks/{urgent.ref}/"))
    assert "very high" in page.lower()
    assert "Enter what you did or will do" in text_of(as_nurse.post(f"/tasks/{urgent.ref}/", {"do": "finish"}))
    text_of(as_nurse.post(f"/tasks/{urgent.ref}/", {"do": "snooze", "days": "1", "because": "Busy"}))
    assert as_nurse.post(f"/tasks/{urgent.ref}/", {"do": "finish", "note": "Rang her"}).status_code == 302
    urgent.refresh_from_db()
    assert (urgent.closing_note, urgent.snoozed_until) == ("Rang her", None)
    assert UrgentResult.objects.get().seen_by == nurse


def test_a_task_is_put_off_with_a_reason_or_handed_to_a_colleague(as_nurse, task, practice):
    gp = factories.make_user("Ann Other", role="gp", at=practice)
    as_nurse.post(f"/tasks/{task.ref}/", {"do": "snooze", "days": "7", "because": "She is away"})
    assert "She is away" in text_of(as_nurse.get("/today/"))
    as_nurse.post(f"/tasks/{task.ref}/", {"do": "hand_over", "to": gp.pk})
    task.refresh_from_db()
    assert (task.owner, task.snoozed_until) == (gp, clock.today() + timedelta(days=7))


def test_a_task_of_another_practice_is_not_found(as_nurse, stranger):
    task = Task.objects.create(key="3", kind="other", person=stranger, reason="Secret", due_at=clock.now())
    assert as_nurse.get(f"/tasks/{task.ref}/").status_code == 404


def test_people_are_found_without_a_name_in_the_address(as_nurse, person, stranger):
    for typed in ("hussain", "Amina Hus", "4/6/1960", "hussain 1960-06-04"):
        assert str(person.ref) in text_of(as_nurse.post("/people/", {"q": typed}))
    assert "Nobody found" in text_of(as_nurse.post("/people/", {"q": "Stone"}))
    assert str(person.ref) not in text_of(as_nurse.get("/people/?q=hussain"))


def test_five_minutes_before_shows_the_whole_person_and_records_the_look(as_nurse, everything, person):
    page = text_of(as_nurse.get(f"/people/{person.ref}/"))
    for words in ("to the mosque", "Type 2 diabetes", "Asthma", "Metformin 500 mg", "142/84", "coming down"):
        assert words in page
    assert Look.objects.filter(person=person, what="At a glance").count() == 1
    assert str(person.ref) in text_of(as_nurse.get("/people/"))  # seen lately


def test_a_manager_sees_neither_words_nor_results_and_is_told_so(client, everything, person, manager):
    client.force_login(manager)
    page = text_of(client.get(f"/people/{person.ref}/"))
    assert "mosque" not in page
    assert "Metformin" not in page
    assert "Your role does not see" in page
    assert "No results yet, or your role" in text_of(client.get(f"/people/{person.ref}/results/"))


def test_results_stand_with_a_chart_and_its_table(as_nurse, everything, person):
    page = text_of(as_nurse.get(f"/people/{person.ref}/results/"))
    assert page.count("chart__line") == 2  # systolic and diastolic in one drawing
    assert shows_potassium(page)


def test_my_results_keep_an_urgent_value_back_without_alarm(as_person, everything, person):
    page = text_of(as_person.get("/me/results/"))
    assert "Your practice is looking at one of your newest results" in page
    assert not shows_potassium(page)
    assert "142/84" in page
    assert not shows_potassium(text_of(as_person.get(f"/people/{person.ref}/results/")))
    assert not shows_potassium(text_of(as_person.get(f"/people/{person.ref}/")))


def test_a_carer_with_the_record_does_not_see_an_urgent_value_either(client, everything, person, carer):
    person.grants.update(sections=["results"])
    client.force_login(carer)
    page = text_of(client.get(f"/people/{person.ref}/results/"))
    assert "142/84" in page
    assert not shows_potassium(page)


def test_a_professional_writes_down_how_it_went_by_phone(as_nurse, follow_up):
    went = {"do": "went", "outcome": "some", "their_words": "Once, with my daughter", "next_step": "smaller"}
    assert "Enter what would be small enough" in text_of(as_nurse.post(f"/follow-ups/{follow_up.ref}/", went))
    as_nurse.post(f"/follow-ups/{follow_up.ref}/", went | {"smaller": "Walk to the corner"})
    follow_up.refresh_from_db()
    assert (follow_up.outcome, follow_up.action.what) == ("some", "Walk to the corner")
    assert FollowUp.objects.get(done_at=None).due_on == clock.today() + timedelta(days=14)
    assert "Once, with my daughter" in text_of(as_nurse.get(f"/follow-ups/{follow_up.ref}/"))


def test_the_person_says_how_it_went_and_the_owner_hears_of_not_yet(as_person, follow_up, nurse):
    assert "However it went is fine" in text_of(as_person.get(f"/me/follow-ups/{follow_up.ref}/"))
    went = {"do": "went", "outcome": "not_yet", "their_words": "My knee hurts", "next_step": "keep"}
    as_person.post(f"/me/follow-ups/{follow_up.ref}/", went)
    follow_up.refresh_from_db()
    assert (follow_up.their_words, follow_up.written_by) == ("My knee hurts", follow_up.person.user)
    assert Task.objects.get(follow_up=follow_up).owner == nurse


def test_a_review_closes_the_cycle_and_opens_the_next(as_nurse, cycle, follow_up):
    assert "Walk to my sister’s" in text_of(as_nurse.get(f"/cycles/{cycle.ref}/review/"))
    as_nurse.post(f"/cycles/{cycle.ref}/review/", {"note": "Ask about the knee"})
    cycle.refresh_from_db()
    assert cycle.state == "reviewed"
    following = ReviewCycle.objects.get(previous=cycle)
    assert (following.state, following.due_on.month) == ("due", 6)  # born in June
    assert "cannot be closed now" in text_of(as_nurse.get(f"/cycles/{cycle.ref}/review/"))


@pytest.mark.parametrize("address", ["/today/", "/people/"])
def test_the_persons_own_pages_are_not_here(as_person, address):
    assert as_person.get(address).status_code == 302


QUERIES = {
    "/today/": "nurse",
    "/today/?who=team&open={person}": "nurse",
    "/people/": "nurse",
    "/people/{person}/": "nurse",
    "/people/{person}/results/": "nurse",
    "/tasks/{task}/": "nurse",
    "/follow-ups/{follow_up}/": "nurse",
    "/cycles/{cycle}/review/": "nurse",
    "/me/results/": "person",
    "/me/follow-ups/{follow_up}/": "person",
}


@pytest.mark.parametrize("address", QUERIES)
def test_a_page_asks_the_database_twelve_things_at_most(client, nurse, person, cycle, everything, follow_up, address):
    client.force_login(nurse if QUERIES[address] == "nurse" else person.user)
    urgent = Task.objects.get(kind="urgent_result")
    refs = {"person": person.ref, "task": urgent.ref, "follow_up": follow_up.ref, "cycle": cycle.ref}
    asked = questions(client, address.format(**refs))
    assert len(asked) <= 12


def questions(client, address) -> list[str]:
    """What a page asks, without the steps of its transaction and of taking its actor's place."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    own = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT current_setting")
    return [query["sql"] for query in captured if not query["sql"].startswith(own)]


def test_an_agreed_target_decides_how_a_result_is_worded(as_nurse, everything, person):
    address = f"/people/{person.ref}/results/"
    assert "Target 48 or less (general)" in text_of(as_nurse.get(address))
    as_nurse.post(address, {"measure": "hba1c", "high": "58"})
    page = text_of(as_nurse.get(address))
    assert "Target 58 or less (agreed together)" in page
    assert "Where you agreed it should be" in page


@pytest.mark.parametrize("given", [{"high": "7.5"}, {"low": "60", "high": "50"}, {}])
def test_a_target_in_another_unit_is_refused(as_nurse, everything, person, given):
    page = text_of(as_nurse.post(f"/people/{person.ref}/results/", {"measure": "hba1c"} | given))
    assert "There is a problem" in page
    assert not person.targets.exists()
