"""A plan on paper and back: what is printed, what is typed in, where it stands then."""

import io
import uuid

import pypdf
import pytest

from inglenook.people.models import AboutMe
from inglenook.planning.models import Answer, ContingencyPlan, FollowUp, PaperForm, Plan, Strength
from inglenook.planning.paper.actions import AlreadyEntered, enter, make_form
from inglenook.planning.paper.printing import address, form_pdf
from inglenook.planning.plan.actions import add_action, add_goal
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(talk, nurse, person):
    plan = person.plan
    goal = add_goal(plan=plan, ref=uuid.uuid4(), wording="Get to the mosque", by=nurse)
    add_action(plan=plan, ref=uuid.uuid4(), what="Walk to my sister's", by=nurse, goal=goal)
    return plan


@pytest.fixture
def form(plan, person, nurse):
    return make_form(person=person, by=nurse)


def codes(form):
    return [asked["code"] for part in form.contents["parts"] for asked in part["questions"]]


def texts(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_the_paper_is_tagged_and_every_page_has_its_number(form):
    pdf = form_pdf(form)
    assert b"pdfuaid" in pdf
    pages = texts(pdf)
    assert len(pages) > 2 and all(form.number in page for page in pages)
    whole = " ".join(pages)
    assert "What matters to me" in whole and "Get to the mosque" in whole and "Walk to my sister's" in whole
    assert address(form).endswith(f"/F/{form.number}/") and address(form) == address(form).upper()
    assert len(texts(form_pdf(form, large_print=True))) > len(pages)


def test_the_screen_asks_what_the_paper_asks_in_its_order(client, nurse, form):
    client.force_login(nurse)
    html = client.get(f"/forms/{form.ref}/").content.decode()
    paper = " ".join(texts(form_pdf(form)))
    asked = [asked for part in form.contents["parts"] for asked in part["questions"]]
    assert [one["number"] for one in asked] == list(range(1, len(asked) + 1))
    for text in (html, paper):
        places = [text.index(f"{one['number']}. {one['asks'][:12]}") for one in asked]
        assert places == sorted(places)


def typed(form, goal, action):
    return {
        "answer.matters.text": "My grandchildren",
        "answer.in_the_way.choices": ["Money", "Sleep"],
        "answer.talk_about.ordered": "My knee\n\nSleep",
        f"goal.{goal.ref}.wording": "Get to the mosque on Fridays",
        f"goal.{goal.ref}.importance": "9",
        f"action.{action.ref}.outcome": "some",
        f"action.{action.ref}.words": "Twice, then it rained",
        "new_goal.1.wording": "Sleep through",
        "new_goal.1.importance": "7",
        "new_action.1.what": "No tea after six",
        "new_action.1.confidence": "8",
        "part.about.can_stop": "The water tablet",
        "part.strengths.wording": "My daughter\nMy garden",
        "about.important": "My garden and my birds",
        "part.unwell.triggers": "My ankles swell",
        "part.unwell.contacts": "Sara, my daughter, 07700 900123",
        "said_by": "Sara (daughter)",
    }


def test_what_is_typed_in_stands_where_it_would_from_the_web(client, nurse, form, plan, answered):
    goal, action = plan.goals.get(), plan.actions.get()
    client.force_login(nurse)
    page = client.post(f"/forms/{form.ref}/", typed(form, goal, action), follow=True)
    assert "Saved." in page.content.decode()
    answers = {answer.prompt: answer for answer in Answer.objects.filter(pack=answered)}
    assert answers["matters"].text == "My grandchildren" and answers["matters"].way == "paper"
    assert answers["matters"].said_by == "Sara (daughter)"
    assert answers["in_the_way"].choices == ["Money", "Sleep"]
    assert answers["talk_about"].choices == ["My knee", "Sleep"]
    assert answers["worries"].text == "My kidneys"  # left empty on the paper, so it stays
    goal.refresh_from_db()
    assert (goal.wording, goal.importance, goal.in_own_hand) == ("Get to the mosque on Fridays", 9, True)
    told = FollowUp.objects.get(action=action, done_at__isnull=False)
    assert (told.outcome, told.their_words) == ("some", "Twice, then it rained")
    new = plan.goals.exclude(pk=goal.pk).get()
    assert (new.wording, new.importance, new.in_own_hand) == ("Sleep through", 7, True)
    assert plan.actions.exclude(pk=action.pk).values_list("what", "confidence").get() == ("No tea after six", 8)
    assert Plan.objects.get(pk=plan.pk).can_stop == "The water tablet"
    answered.refresh_from_db()
    assert answered.answered_at
    assert list(Strength.objects.values_list("wording", flat=True)) == ["My daughter", "My garden"]
    about = AboutMe.objects.get()
    assert (about.important, about.helped_by) == ("My garden and my birds", "Sara (daughter)")
    unwell = ContingencyPlan.objects.get()
    assert unwell.triggers[0]["text"] == "My ankles swell" and unwell.contacts[0]["name"] == "Sara"


def test_a_plan_for_becoming_unwell_needs_a_sign(client, nurse, form):
    client.force_login(nurse)
    page = client.post(f"/forms/{form.ref}/", {"part.unwell.what_to_do": "Ring Sara"})
    assert page.status_code == 422 and "Write at least one sign" in page.content.decode()
    assert ">Ring Sara</textarea>" in page.content.decode()


def test_a_form_typed_in_twice_is_answered_and_kept_once(client, nurse, form, plan):
    goal, action = plan.goals.get(), plan.actions.get()
    client.force_login(nurse)
    first = typed(form, goal, action)
    client.post(f"/forms/{form.ref}/", first)
    again = client.post(f"/forms/{form.ref}/", first | {"new_goal.2.wording": "Dance"})
    html = again.content.decode()
    assert again.status_code == 409
    assert "typed in before" in html and "by Joy Mensah" in html and "Dance" in html
    assert plan.goals.count() == 2
    with pytest.raises(AlreadyEntered):
        enter(form=form, said={"new_goal.2.wording": "Dance"}, said_by="", by=nurse)
    assert "Save the form" not in client.get(f"/forms/{form.ref}/").content.decode()


def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(client, nurse, form):
    client.force_login(nurse)
    too_long = {"new_action.1.what": "Walk", "new_action.1.where": "x" * 201}
    page = client.post(f"/forms/{form.ref}/", too_long)
    html = page.content.decode()
    assert page.status_code == 422 and "There is a problem" in html
    assert "x" * 201 in html and "Question" in html and ">Walk</textarea>" in html
    assert PaperForm.objects.get().entered_at is None


def test_words_written_on_the_web_meanwhile_are_not_lost(nurse, form, plan):
    goal = plan.goals.get()
    plan.goals.update(wording="Get to the mosque by bus")
    enter(form=form, said={f"goal.{goal.ref}.wording": "Get to the mosque on Fridays"}, said_by="", by=nurse)
    goal.refresh_from_db()
    assert "by bus" in goal.wording and "on Fridays" in goal.wording


def test_it_is_found_by_number_and_by_code_and_leads_nobody_elsewhere(client, nurse, person, form, other_practice):
    client.force_login(nurse)
    assert client.post("/forms/", {"number": form.number.lower()}).url == f"/forms/{form.ref}/"
    assert client.get(f"/F/{form.number}/").url == f"/forms/{form.ref}/"
    slip = form.number[:-1] + ("2" if form.number[-1] != "2" else "3")
    assert "not a form number" in client.post("/forms/", {"number": slip}).content.decode()
    client.force_login(factories.make_user("Ann Other", role="nurse", at=other_practice))
    assert "no form with this number" in client.post("/forms/", {"number": form.number}).content.decode()
    assert client.get(f"/forms/{form.ref}/").status_code == 404
    client.force_login(person.user)
    assert client.get(f"/F/{form.number}/").url == "/me/plan/"


def test_a_person_prints_their_own_and_staff_who_type_in_no_forms_do_not(client, person, plan, manager):
    client.force_login(person.user)
    client.post("/me/forms/")
    form = PaperForm.objects.get()
    assert client.get(f"/me/forms/{form.ref}.pdf")["Content-Type"] == "application/pdf"
    client.force_login(manager)
    assert client.get(f"/forms/{form.ref}/").status_code == 403


def test_somebody_without_a_plan_or_a_pack_begins_on_paper(person, nurse):
    form = make_form(person=person, by=nurse)
    assert codes(form)[0] == "about.important"
    enter(form=form, said={"new_goal.1.wording": "Garden again"}, said_by="", by=nurse)
    assert Plan.objects.get(person=person).goals.get().wording == "Garden again"
