"""The pages: a manager makes and runs a survey, anybody answers by a link, results come with both shares."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from inglenook.core import clock
from inglenook.workforce.models import Check, Draft, LearningStep, Sheet, Survey
from inglenook.workforce.survey import running
from tests import factories
from tests.asking import questions

from .making import answered, make_survey, open_now, self_care, small_questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def shared(manager):
    return open_now(make_survey(manager, mode=Survey.Mode.OPEN), manager)


@pytest.fixture
def done(manager):
    """40 answers: 25 nurses, 12 at the desk, 3 GPs."""
    sheets = [
        {
            "role": ["nurse" if n < 25 else "desk" if n < 37 else "gp"],
            "ways": [["time"], ["money", "pain"], ["pain"], ["other"], ["none"]][n % 5],
            "ways:other": [f"the bus {n}"] if n % 5 == 3 else [],
        }
        for n in range(40)
    ]
    return answered(make_survey(manager), sheets)


def body(response) -> str:
    return response.content.decode()


def test_a_manager_makes_the_self_care_survey(desk, manager):
    desk.post(reverse("survey_new"), {"asks": "self_care", "mode": "invited", "title": ""})
    survey = Survey.objects.get()
    assert survey.title.startswith("What helps and what hinders") and survey.made_by == manager
    assert "Loneliness" in body(desk.get(reverse("survey", args=[survey.ref])))


def test_a_question_is_written_changed_and_taken_back(desk, manager):
    survey = make_survey(manager)
    new = reverse("survey_new_question", args=[survey.ref, "you"])
    desk.post(new, {"asks": "Which floor?", "kind": "one", "options": "Ground\nFirst", "shuffle": "on"})
    survey.refresh_from_db()
    assert [option["says"]["en"] for option in survey.asks["pages"][0]["questions"][1]["options"]] == [
        "Ground",
        "First",
    ]
    desk.post(reverse("survey_change_question", args=[survey.ref, "you", "which_floor"]), {"do": "remove"})
    survey.refresh_from_db()
    assert len(survey.asks["pages"][0]["questions"]) == 1
    desk.post(reverse("survey_undo", args=[survey.ref]))
    survey.refresh_from_db()
    assert len(survey.asks["pages"][0]["questions"]) == 2


def test_options_keep_their_codes_when_another_is_added(desk, manager):
    survey = make_survey(manager)
    page = reverse("survey_question", args=[survey.ref, "you", "role"])
    desk.post(page, {"asks": "Your role?", "kind": "one", "options": "Nurse\nPharmacist\nGp\nDesk"})
    survey.refresh_from_db()
    codes = [option["code"] for option in survey.asks["pages"][0]["questions"][0]["options"]]
    assert codes == ["nurse", "pharmacist", "gp", "desk"]


def test_what_others_depend_on_is_not_taken_out(desk, manager):
    survey = make_survey(manager)
    answer = desk.post(
        reverse("survey_change_question", args=[survey.ref, "ways", "ways"]), {"do": "remove"}, follow=True
    )
    assert "would break the survey" in body(answer)
    survey.refresh_from_db()
    assert len(survey.asks["pages"]) == 3


def test_a_file_with_faults_changes_nothing_and_says_the_lines(desk, manager):
    survey = make_survey(manager)
    text = body(desk.get(reverse("survey_export", args=[survey.ref]))).replace("kind: words", "kind: essay")
    answer = desk.post(reverse("survey_text", args=[survey.ref]), {"text": text})
    line = text.splitlines().index("    kind: essay") + 1
    assert answer.status_code == 422 and f"Line {line}" in body(answer)
    survey.refresh_from_db()
    assert survey.asks["pages"][2]["questions"][0]["kind"] == "words"


def test_a_survey_opens_and_then_stays_as_it_is(desk, manager):
    survey = make_survey(manager)
    running.invite(survey=survey, addresses=["a@example.org"], by=manager)
    day, last = clock.today(), clock.today() + timedelta(days=9)
    parts = {f"{name}-{part}": getattr(on, part) for name, on in (("opens_on", day), ("closes_on", last))
             for part in ("day", "month", "year")}  # fmt: skip
    desk.post(reverse("survey_open", args=[survey.ref]), parts | {"remind_after": "5"})
    survey.refresh_from_db()
    assert survey.state == "open" and survey.remind_after == 5
    answer = desk.get(reverse("survey_text", args=[survey.ref]), follow=True)
    assert "stay as they are" in body(answer)


def begin(survey) -> tuple[Client, str]:
    somebody = Client()
    answer = somebody.post(reverse("survey_answer", args=[survey.link]))
    return somebody, answer.headers["Location"]


def test_anybody_answers_by_the_link_page_by_page(shared):
    somebody, page = begin(shared)
    page = somebody.post(page, {"role": "gp"}).headers["Location"]
    page = somebody.post(page, {"ways": ["money", "other"], "ways__other": "the stairs"}).headers["Location"]
    page = somebody.post(page, {"more": "Rent."}).headers["Location"]
    assert page == reverse("survey_check", args=[shared.link])
    assert "the stairs" in body(somebody.get(page))
    assert "Thank you" in body(somebody.post(page, follow=True))
    assert Sheet.objects.get().answers == {
        "role": ["gp"], "ways": ["money", "other"], "ways:other": ["the stairs"], "more": ["Rent."],
    }  # fmt: skip
    assert Draft.objects.count() == 0


def test_what_was_typed_waits_for_whoever_comes_back(shared):
    somebody, page = begin(shared)
    left = somebody.post(page, {"role": "desk", "leave": "yes"}, follow=True)
    own = body(left).split('class="break">')[1].split("<")[0]
    assert 'value="desk"' in body(somebody.get(page))
    elsewhere = Client()
    assert elsewhere.get(page).headers["Location"] == reverse("survey_answer", args=[shared.link])
    elsewhere.get(own)
    again = body(elsewhere.get(page))
    assert 'value="desk"' in again and "checked" in again


def test_none_of_these_goes_with_nothing_else(shared):
    somebody, _ = begin(shared)
    answer = somebody.post(reverse("survey_page", args=[shared.link, "ways"]), {"ways": ["none", "time"]})
    assert answer.status_code == 422 and "None of these" in body(answer)


def test_nothing_is_sent_while_a_needed_answer_is_missing(shared):
    somebody, _ = begin(shared)
    check = reverse("survey_check", args=[shared.link])
    assert "need an answer before you can send" in body(somebody.post(check))
    assert Sheet.objects.count() == 0


def test_whoever_is_too_late_is_told_kindly_and_keeps_what_they_typed(shared):
    somebody, page = begin(shared)
    somebody.post(page, {"role": "desk"})
    long_ago = clock.now() - timedelta(days=2)
    Survey.objects.filter(pk=shared.pk).update(opens_at=long_ago, closes_at=long_ago, counted_at=clock.now())
    answer = body(somebody.post(reverse("survey_check", args=[shared.link])))
    assert "Nothing that you typed is lost" in answer and "Desk" in answer
    assert Sheet.objects.count() == 0


def test_a_shared_browser_sends_once_unless_somebody_else_answers(shared):
    somebody, page = begin(shared)
    somebody.post(reverse("survey_page", args=[shared.link, "ways"]), {"ways": ["time"]})
    somebody.post(reverse("survey_check", args=[shared.link]))
    first = reverse("survey_answer", args=[shared.link])
    assert "Thank you" in body(somebody.post(first))
    somebody.post(reverse("survey_somebody_else", args=[shared.link]))
    assert "Begin" in body(somebody.get(first))


def test_a_link_that_was_mistyped_says_what_to_do(client):
    answer = client.get(reverse("survey_answer", args=["no-such-link"]))
    assert answer.status_code == 404 and "opens no survey" in body(answer)


def test_answering_pages_name_nobody_whoever_is_signed_in(desk, shared, manager):
    assert manager.name not in body(desk.get(reverse("survey_answer", args=[shared.link])))


def test_results_wait_for_the_close(desk, shared):
    for name in ("survey_results", "survey_broken", "survey_report", "survey_data", "survey_plan"):
        answer = desk.get(reverse(name, args=[shared.ref]), follow=True)
        assert "once the survey has closed" in body(answer)


def test_results_say_both_shares_with_their_bases(desk, done):
    """Pain: 16 of 40 who answered, and of 40 selections (8 time, 8 money, 16 pain, 8 other)."""
    page = body(desk.get(reverse("survey_results", args=[done.ref])))
    assert "40 answered of 40 asked; 0 passed it over; 40 selections" in page
    row = page.split('<th scope="row">Pain')[1].split("</tr>")[0]
    assert "16" in row and row.count("40.0%") == 2
    assert "the bus 3" in page and "26.3 to 55.4%" in row  # Wilson: (0.2635, 0.5540)


def test_a_breakdown_by_another_question_is_refused_and_explained(desk, done):
    answer = desk.get(reverse("survey_broken", args=[done.ref]) + "?by=ways")
    assert answer.status_code == 403 and "point to one person" in body(answer)


def test_the_three_gps_are_not_a_group(desk, done):
    page = body(desk.get(reverse("survey_broken", args=[done.ref]) + "?question=ways"))
    groups = page.split("<thead>")[1].split("</thead>")[0]
    assert "Desk; Gp<br>" in groups or "Gp; Desk<br>" in groups
    assert ">Gp<br>" not in groups and ">Desk<br>" not in groups


def test_data_leaves_out_what_the_pages_leave_out(desk, done):
    lines = body(desk.get(reverse("survey_data", args=[done.ref]))).splitlines()
    gp = next(line for line in lines if line.startswith("role,") and ",gp," in line)
    assert ",*,*," in gp
    words = body(desk.get(reverse("survey_dictionary", args=[done.ref]))).splitlines()
    assert [line.split(",")[0] for line in words[1:]] == lines[0].split(",")


def test_the_report_is_a_tagged_pdf(desk, done):
    answer = desk.get(reverse("survey_report", args=[done.ref]))
    assert answer.content.startswith(b"%PDF") and b"/StructTreeRoot" in answer.content


def test_the_appendix_is_filled_in_with_what_is_known(desk, done):
    page = body(desk.get(reverse("survey_cherries", args=[done.ref])))
    assert "Closed: only whoever was invited could answer" in page and "an order of their own: 1." in page
    desk.post(reverse("survey_cherries", args=[done.ref]), {"ethics": "Service evaluation; none needed."})
    assert "Service evaluation" in body(desk.get(reverse("survey_cherries", args=[done.ref])))


def test_a_gap_becomes_a_step_with_an_owner(desk, manager):
    sheets = [{"role": ["nurse"], "gaps": ["sustain", "coaching"] if n % 2 else ["sustain"]} for n in range(20)]
    survey = answered(make_survey(manager, questionnaire=self_care()), sheets)
    page = body(desk.get(reverse("survey_plan", args=[survey.ref])))
    assert "/learning/?topic=follow-up" in page and "/strategies/?barrier=lapse" in page
    given = {"item": "gaps", "option": "sustain", "what": "Practise what to say after a lapse", "who": "Joy"}
    desk.post(reverse("survey_plan", args=[survey.ref]), given)
    step = LearningStep.objects.get()
    assert "Practise what to say" in body(desk.get(reverse("survey_plan", args=[survey.ref])))
    desk.post(reverse("survey_step", args=[step.ref]), {"do": "done"})
    step.refresh_from_db()
    assert step.done_at


def test_asked_again_the_change_is_shown_with_its_interval(desk, manager):
    """56 of 70 now and 48 of 80 before: 20 points more, 5.2 to 33.4 (Newcombe 1998)."""
    before = answered(make_survey(manager), [{"ways": ["time"] if n < 48 else ["pain"]} for n in range(80)])
    now = make_survey(manager, questionnaire=small_questionnaire(), repeats=before)
    answered(now, [{"ways": ["time"] if n < 56 else ["pain"]} for n in range(70)])
    page = body(desk.get(reverse("survey_changed", args=[now.ref])))
    assert len(questions(desk, reverse("survey_changed", args=[now.ref]))) <= 12
    assert "+20.0 (+5.2 to +33.4)" in page and "more than before" in page


def test_others_of_the_team_read_results_and_change_nothing(client, nurse, done):
    client.force_login(nurse)
    assert client.get(reverse("survey_results", args=[done.ref])).status_code == 200
    assert client.get(reverse("survey_new")).status_code == 403
    given = {"item": "ways", "option": "time", "what": "x"}
    client.post(reverse("survey_plan", args=[done.ref]), given)
    assert LearningStep.objects.count() == 0


def test_another_organisation_finds_no_survey(client, other_practice, done):
    client.force_login(factories.make_user("Eve", role="manager", at=other_practice))
    assert client.get(reverse("survey_results", args=[done.ref])).status_code == 404


def test_pages_ask_little(desk, done):
    for name in ("survey_results", "survey_broken", "survey_compared", "survey_plan", "survey_cherries", "survey"):
        asked = questions(desk, reverse(name, args=[done.ref]))
        assert len(asked) <= 12, "\n".join(one[:150] for one in asked)
    assert len(questions(desk, reverse("surveys"))) <= 12


def test_the_house_is_filled_in_and_its_change_is_shown(desk, manager):
    at = manager.memberships.get().organisation
    Check.objects.create(
        organisation=at, checklist="house", version=1, on=clock.today() - timedelta(days=180), made_by=manager,
        marks={"know": {"level": 1}, "recall": {"level": 1}, "template": {"level": 1}},
    )  # fmt: skip
    said = {"know": "3", "recall": "2", "template": "1", "know-evidence": "Register of July", "know-owner": "Sam"}
    desk.post(reverse("house_fill_in"), said)
    page = body(desk.get(reverse("house")))
    assert "+1.0" in page and "Register of July" in page


def test_acic_parts_are_means_with_their_words(desk, manager):
    marks = {f"i{n}": "6" if n <= 6 else "3" for n in range(1, 35)}
    desk.post(reverse("check_fill_in", args=["acic"]), marks)
    page = body(desk.get(reverse("check", args=["acic"])))
    assert "reasonably good support" in page and "3.4" in page  # (6 + 6 x 3) / 7
