"""The people of the stories stand where the demonstration says they do."""

from datetime import timedelta

import pytest

from inglenook.between.models import Alert, Booking, CheckIn, CheckInAnswer, Enrolment, Session
from inglenook.core import clock
from inglenook.demo import steps
from inglenook.demo.accounts import accounts
from inglenook.demo.characters import birth_date, characters, nhs_number
from inglenook.messaging.models import Message, PrintRun
from inglenook.people.models import CareTeamMember, Grant, Person, Result
from inglenook.planning.models import (
    AgendaItem,
    Answer,
    ContingencyPlan,
    FollowUp,
    Goal,
    Pack,
    PlanVersion,
    ReviewCycle,
    SharedDecision,
    Task,
)
from inglenook.planning.plan.imported import imported_for

pytestmark = pytest.mark.django_db


def person(key):
    return Person.objects.get(nhs_number=nhs_number(key))


def states(key):
    return list(ReviewCycle.objects.filter(person=person(key)).order_by("due_on").values_list("state", flat=True))


def test_a_stopped_start_leaves_no_half_a_story_and_the_next_tells_it_whole(town):
    assert town == {"accounts": False}
    assert set(accounts()) == {
        "person", "carer", "nurse", "gp", "coach", "link-worker", "receptionist", "charity", "peer-supporter",
        "manager", "commissioner", "administrator", "alone",
    }  # fmt: skip


def test_a_second_start_has_nothing_to_do(town):
    assert list(steps.steps(people=1, seed=1)) == []


@pytest.mark.parametrize("key", characters())
def test_everybody_came_through_the_import_as_they_were_written_down(town, key):
    written, found = characters()[key], person(key)
    assert [found.title, found.given_name, found.family_name] == written["name"]
    assert found.age(clock.today()) == written["age"]
    assert found.birth_date == birth_date(written, clock.today())
    assert found.practice.code == "Y90001"
    assert found.preferred_channel == written["channel"]
    assert found.conditions.count() == len(written["conditions"])
    assert found.medicines.count() == len(written.get("medicines", ()))
    pressures = len(written["results"].get("blood-pressure", ()))
    results = found.results.filter(source__name=steps.SOURCE)  # not what they sent since
    assert results.count() == sum(len(values) for values in written["results"].values()) + pressures


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("amina", ["reviewed", "prepared"]),
        ("walter", ["prepared"]),
        ("delroy", ["conversing"]),
        ("margaret", ["agreed"]),
        ("joan", ["declined"]),
        ("tomasz", ["not_reached"]),
        ("ruth", ["gathering"]),
        ("stephen", ["reviewed", "due"]),
    ],
)
def test_each_stands_at_a_place_of_their_own_in_the_cycle(town, key, expected):
    assert states(key) == expected


def test_amina_has_begun_to_get_ready_in_her_own_words(town):
    answers = Answer.objects.filter(person=person("amina"), pack__answered_at=None)
    assert dict(answers.values_list("prompt", "text")) == {
        "matters": "I want to get to the mosque on my own.",
        "worries": "The tablets make me dizzy.",
    }


def test_her_daughter_is_let_in(town):
    grant = Grant.objects.get(person=person("amina"), carer=accounts()["carer"])
    assert grant.relationship == "Daughter"


def test_the_value_that_cannot_wait_is_with_the_gp_and_keeps_the_pack(town):
    task = Task.objects.get(kind="urgent_result", done_at=None)
    assert (task.person, task.owner) == (person("ibrahim"), accounts()["gp"])
    assert Pack.objects.get(person=task.person).held_because


def test_what_was_agreed_is_followed_up_and_one_is_late(town):
    asked = FollowUp.objects.filter(person=person("margaret"))
    assert asked.filter(outcome="some").exists()
    assert asked.filter(done_at=None, due_on__lt=clock.today()).exists()
    assert set(asked.values_list("owner", flat=True)) == {accounts()["nurse"].pk, accounts()["coach"].pk}


def test_a_plan_agreed_twice_has_two_versions(town):
    versions = PlanVersion.objects.filter(person=person("brian"))
    assert [version.number for version in versions] == [2, 1]
    assert versions[0].contents != versions[1].contents


def test_letters_are_posted_to_one_and_ready_for_another(town):
    assert Pack.objects.get(person=person("walter")).message.print_run.posted_at
    ready = PrintRun.objects.get(pk=Pack.objects.get(person=person("ling")).message.print_run_id)
    assert ready.finished_at
    assert not ready.posted_at


def test_a_talk_under_way_joins_both_agendas(town):
    raised = AgendaItem.objects.filter(person=person("delroy")).values_list("raised_by", flat=True)
    assert set(raised) == {"person", "professional"}


def test_a_call_for_help_is_with_the_link_worker(town):
    task = Task.objects.get(kind="help_wanted")
    assert (task.person, task.owner) == (person("priya"), accounts()["link-worker"])


def test_coach_and_link_worker_have_a_caseload(town):
    for code, role in (("coach", "coach"), ("link-worker", "link_worker")):
        assert CareTeamMember.objects.filter(user=accounts()[code], role=role).exists()


def test_the_clock_stands_where_it_stood(town):
    assert abs(clock.now() - PlanVersion.objects.filter(person=person("amina")).get().agreed_at) > timedelta(days=300)


def test_the_nurse_has_an_open_red_flag_that_came_to_her_by_cover(town):
    alert = Alert.objects.get(key="demo:red_flag")
    assert (alert.owner.name, alert.level, alert.closed_at) == ("Joy Adeyemi", "red_flag", None)
    assert [step.what for step in alert.history_steps.all()] == ["raised", "covered"]


def test_the_coach_has_a_group_next_week_and_somebody_growing_surer(town):
    group = Session.objects.get(kind="group")
    assert group.bookings.count() == 2
    sure = Booking.objects.filter(session__kind="phone").order_by("session__starts_at")
    assert [booking.confidence for booking in sure] == [3, 4, 6, 7]


def test_amina_sends_her_readings_and_they_are_among_her_results(town):
    enrolment = Enrolment.objects.get(person=person("amina"), programme__code="blood_pressure_at_home")
    check_ins = enrolment.check_ins.filter(step__code="first_week").order_by("due_at")
    assert [bool(one.answered_at) for one in check_ins] == [True, True, False, True, True, True, True]
    assert all(one.message.delivered_at for one in check_ins)
    assert check_ins[1].answers.get().value == [141, 86]
    assert Result.objects.filter(person=person("amina"), measure="systolic", number=141).exists()


def open_questions(who):
    return CheckIn.objects.filter(person=person(who), answered_at=None, lapsed_at=None, answer_by__gt=clock.now())


def test_amina_has_a_question_to_answer(town):
    assert [one.enrolment.programme.code for one in open_questions("amina")] == ["action_plan_follow_up"]


def test_walter_is_rung_and_never_texted(town):
    enrolment = Enrolment.objects.get(person=person("walter"))
    assert (enrolment.programme.code, enrolment.channel) == ("weekly_hello", "phone")
    assert not Message.objects.filter(person=person("walter"), channel__in=["text", "email", "web"]).exists()
    answers = CheckInAnswer.objects.filter(person=person("walter")).order_by("answered_at")
    assert [(one.value, one.way) for one in answers] == [("good", "phone"), ("so_so", "phone"), ("good", "phone")]
    assert open_questions("walter").get().enrolment == enrolment


def test_amina_thinks_a_choice_through_and_delroy_has_made_one(town):
    hers = SharedDecision.objects.get(person=person("amina"))
    assert (hers.status, hers.in_own_hand, hers.sure) == ("in_progress", True, 6)
    his = SharedDecision.objects.get(person=person("delroy"))
    assert (his.status, his.choice.name) == ("valid", "Add another tablet")
    assert Task.objects.get(plan_task__person=person("amina")).owner == accounts()["receptionist"]
    assert Task.objects.get(comment__person=person("amina")).owner == accounts()["nurse"]


def test_two_have_a_plan_for_when_they_become_unwell_and_amina_may_take_up_what_others_recorded(town):
    walter, amina = person("walter"), person("amina")
    assert {row.name for row in ContingencyPlan.objects.filter(person__in=[walter, amina])} == {
        "My breathing",
        "When I am ill and cannot eat",
    }
    assert {one.text for one in imported_for(amina) if one.is_open} == {
        "HbA1c below 58 mmol/mol",
        "Thirty minutes of walking on five days a week",
    }
    dug = Goal.objects.get(wording="I want to dig without being afraid of my chest.")
    assert dug.adoptions.get().recorded_goal.wording.startswith("Moderate exercise")
