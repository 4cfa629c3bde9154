"""The practice room's pages: a talk from beginning to feedback, two people, own scenarios, team figures."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from inglenook.core import access, clock
from inglenook.workforce.models import Observation, ObserverCode, OwnScenario, Talk, TeamTally
from inglenook.workforce.practice import actions, engine
from inglenook.workforce.practice.collection import library, practising, shipped
from inglenook.workforce.practice.skills import DATA
from inglenook.workforce.strategies.api import strategies
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db
TEMPLATE = (DATA / "scenario_template.yaml").read_text()


@pytest.fixture
def winston():
    return shipped()["winston"]


def talk_to_the_end(client, page: str) -> str:
    """Say the first thing offered until the talk is over; the address of its feedback."""
    for _ in range(40):
        html = client.get(page).content.decode()
        said = re.search(r'name="(say|topic)" value="([\w.]+)"', html)
        turn = re.search(r'name="turn" value="(\d+)"', html)[1]
        answer = client.post(page, {said[1]: said[2], "turn": turn})
        if "feedback" in answer["Location"]:
            return answer["Location"]
    raise AssertionError("the talk does not end")


def test_a_nurse_practises_from_the_room_to_the_feedback(client, nurse, winston):
    client.force_login(nurse)
    assert "Winston Clarke" in client.get("/practice/").content.decode()
    page = client.post("/practice/people/winston/")["Location"]
    end = client.get(talk_to_the_end(client, page)).content.decode()
    assert "One thing to try tomorrow" in end
    talk = Talk.objects.get()
    assert talk.ended_at
    assert all(line["say"] in end.replace("&#39;", "'").replace("&amp;", "&") for line in talk.lines)


def test_each_turn_is_kept_and_the_talk_goes_on_where_it_stood(client, nurse, winston):
    client.force_login(nurse)
    page = client.post("/practice/people/winston/")["Location"]
    client.post(page, {"say": "hello.1", "turn": "0"})
    html = client.get(page).content.decode()
    assert "He named" not in html
    assert "without sounding like the 76" in html
    assert "Agenda shared" in html
    assert "trusts you more" in html


def test_what_is_sent_twice_is_said_once(client, nurse, winston):
    client.force_login(nurse)
    page = client.post("/practice/people/winston/")["Location"]
    for _ in range(2):
        client.post(page, {"say": "hello.1", "turn": "0"})
    assert len(Talk.objects.get().lines) == 1


def test_what_is_not_offered_is_refused_in_words(client, nurse, winston):
    client.force_login(nurse)
    page = client.post("/practice/people/winston/")["Location"]
    answer = client.post(page, {"say": "plan.1", "turn": "0"}, follow=True)
    assert "That cannot be said now" in answer.content.decode()
    assert Talk.objects.get().lines == []


def test_a_turn_is_taken_back_and_said_differently(client, nurse, winston):
    client.force_login(nurse)
    page = client.post("/practice/people/winston/")["Location"]
    client.post(page, {"say": "hello.2", "turn": "0"})
    client.post(f"{page}back/")
    talk = Talk.objects.get()
    assert talk.lines == []
    assert actions.state_of(talk) == engine.begin(winston)


def test_a_talk_of_a_scenario_that_was_changed_is_kept_and_shown_as_far_as_it_came(client, nurse, winston):
    client.force_login(nurse)
    page = client.post("/practice/people/winston/")["Location"]
    client.post(page, {"say": "hello.1", "turn": "0"})
    Talk.objects.update(version="of old")
    html = client.get(page, follow=True).content.decode()
    assert "was changed since you began" in html
    assert "without sounding like the 76" in html


def test_a_talk_is_the_learners_alone_even_in_the_database(nurse, supervisor, manager, administrator, winston):
    with access.acting_as(nurse):
        talk = actions.begin(scenario=winston, by=nurse)
        assert Talk.objects.filter(pk=talk.pk).exists()
    for place in (*map(access.acting_as, (supervisor, manager, administrator, None)), access.working()):
        with place:
            assert not Talk.objects.exists()
            assert not Talk.objects.update(title="read")


def test_nobody_opens_a_colleagues_talk_by_its_address(client, nurse, supervisor, winston):
    talk = actions.begin(scenario=winston, by=nurse)
    client.force_login(supervisor)
    for part in ("", "feedback/"):
        assert client.get(f"/practice/talks/{talk.ref}/{part}").status_code == 404


def test_people_in_care_do_not_practise(client, person):
    client.force_login(person.user)
    assert client.get("/practice/").status_code == 403


def test_whom_a_strategy_is_practised_with_is_one_click_away_those_who_name_it_first(client, nurse):
    """Two clicks from a strategy to a talk: “Practise this”, then the person."""
    client.force_login(nurse)
    html = client.get("/practice/?strategy=lapse_is_usual").content.decode()
    assert "A stop is not the end" in html  # the strategy's name
    assert "Gareth Pugh" in html
    assert "Priya Raman" not in html


@pytest.mark.parametrize("code", sorted(strategies()))
def test_every_strategy_that_can_be_practised_has_somebody_and_those_who_name_it_come_first(code):
    strategy = strategies()[code]
    found = practising(shipped().values(), strategy=code, barriers=strategy.barriers)
    named = [s for s in found if code in s.strategies]
    assert found[: len(named)] == named
    assert all(code in s.strategies or set(strategy.barriers) & set(s.barriers) for s in found)
    assert found or strategy.barriers == ("memory",)


def test_pages_ask_little(client, nurse, winston):
    client.force_login(nurse)
    page = client.post("/practice/people/winston/")["Location"]
    client.post(page, {"say": "hello.1", "turn": "0"})
    for address in ("/practice/", "/practice/people/winston/", page, f"{page}feedback/", "/practice/scenarios/"):
        assert len(questions(client, address)) <= 12, address


def test_one_plays_and_one_observes_by_code_alone(client, nurse, supervisor, manager):
    client.force_login(nurse)
    html = client.post("/practice/observe/invite/", {"scenario": "winston"}).content.decode()
    code = ObserverCode.objects.get().code
    assert code in html
    client.force_login(supervisor)
    page = client.post("/practice/observe/", {"code": f" {code[:3].lower()} {code[3:]}"})["Location"]
    answers = dict.fromkeys(_observed(), "0") | {"open_question": "3", "went_well": "Waited.", "to_try": "Say it back."}
    client.post(page, answers | {"do": "save"})
    client.force_login(nurse)
    assert client.get(page).status_code == 404  # nothing is shown before it is finished
    client.force_login(supervisor)
    client.post(page, answers | {"do": "finish"})
    for reader, status in ((nurse, 200), (supervisor, 200), (manager, 404)):
        client.force_login(reader)
        assert client.get(page).status_code == status
    client.force_login(nurse)
    html = client.get(page).content.decode()
    assert "Three times or more" in html
    assert "Say it back." in html


def _observed():
    from inglenook.workforce.practice.forms import OBSERVED

    return OBSERVED


def test_a_code_is_good_for_one_observer_for_half_a_day_and_never_for_oneself(nurse, supervisor, manager):
    own, used, old = (actions.invite(by=nurse, occasion="real") for _ in range(3))
    with pytest.raises(actions.Refused, match="your own code"):
        actions.observe(code=own.code, by=nurse)
    actions.observe(code=used.code, by=supervisor)
    ObserverCode.objects.filter(pk=old.pk).update(made_at=clock.now() - timedelta(hours=13))
    for code in (used.code, old.code, "XXXXXX", ""):
        with pytest.raises(actions.Refused, match="No such code"):
            actions.observe(code=code, by=manager)


def test_an_observation_is_read_by_its_two_people_alone_in_the_database(nurse, supervisor, manager, administrator):
    with access.acting_as(nurse):
        code = actions.invite(by=nurse, occasion="real").code
    with access.acting_as(supervisor):
        form = actions.observe(code=code, by=supervisor)
        actions.note(observation=form, seen={}, went_well="Listened.", to_try="", finish=True)
    for reader, sees in ((nurse, True), (supervisor, True), (manager, False), (administrator, False)):
        with access.acting_as(reader):
            assert Observation.objects.exists() == sees
    with access.acting_as(nurse):
        assert not Observation.objects.update(went_well="Better")


def test_an_educator_is_told_line_by_line_and_publishes_what_is_whole(client, manager, nurse):
    client.force_login(manager)
    broken = TEMPLATE.replace("        note: Quick, and nothing was fastened.\n", "")
    line = broken[: broken.index("- say: No, that’s all.")].count("\n") + 1
    html = client.post("/practice/scenarios/new/", {"text": broken, "do": "publish"}).content.decode()
    assert "1 fault to mend" in html
    assert f'<th scope="row" class="figure">{line}</th>' in html
    assert not OwnScenario.objects.exists()
    assert client.post("/practice/scenarios/new/", {"text": TEMPLATE, "do": "publish"}).status_code == 302
    client.force_login(nurse)
    assert "Alun Rees" in client.get("/practice/").content.decode()
    assert client.post("/practice/people/my_scenario/").status_code == 302


def test_a_scenario_comes_as_a_file_too_and_one_that_is_no_text_is_explained(client, manager, tmp_path):
    client.force_login(manager)
    for content, said in ((TEMPLATE.encode(), "Whole."), (b"\xff\x00\x01\x02", "fault")):
        file = tmp_path / "scenario.yaml"
        file.write_bytes(content)
        with file.open("rb") as opened:
            html = client.post("/practice/scenarios/new/", {"file": opened, "do": "check"}).content.decode()
        assert said in html


def test_a_scenario_with_a_loop_is_stopped_and_explained(client, manager):
    loop = "".join(f"      - {{say: {a}, does: [reflection], note: N, reply: R, then: round}}\n" for a in "ABC")
    text = TEMPLATE.replace("turns:\n", f"turns:\n  round:\n    says: Again.\n    wordings:\n{loop}", 1)
    text = text.replace("topics:\n", "topics:\n  - {code: round, title: Round}\n", 1)
    client.force_login(manager)
    html = client.post("/practice/scenarios/new/", {"text": text, "do": "publish"}).content.decode()
    assert "A loop without a way out: round → round" in html
    assert not OwnScenario.objects.exists()


def test_a_scenario_is_withdrawn_and_offered_again_and_no_other_organisation_sees_it(
    client, manager, nurse, practice, other_practice
):
    kept = actions.publish(text=TEMPLATE, organisation=practice, by=manager)
    stranger = factories.make_user("Ann Other", role="nurse", at=other_practice)
    assert "my_scenario" in library(nurse)
    assert "my_scenario" not in library(stranger)
    client.force_login(manager)
    client.post(f"/practice/scenarios/{kept.ref}/withdraw/")
    assert "my_scenario" not in library(nurse)
    client.post(f"/practice/scenarios/{kept.ref}/withdraw/")
    assert "my_scenario" in library(nurse)


def test_a_link_worker_publishes_nothing_and_is_offered_no_way_to(client, practice, nurse):
    link_worker = factories.make_user("Grace", role="link_worker", at=practice)
    for user, offered in ((nurse, True), (link_worker, False)):
        client.force_login(user)
        assert ("/practice/scenarios/" in client.get("/practice/").content.decode()) is offered
    assert client.post("/practice/scenarios/new/", {"text": TEMPLATE, "do": "publish"}).status_code == 403


def _tallies(practice, members: int, *, ago: int = 1, talks: int = 2, score: int = 3):
    month = (clock.today().replace(day=1) - timedelta(days=28 * ago)).replace(day=1)
    TeamTally.objects.bulk_create(
        TeamTally(organisation=practice, month=month, marker=f"m{n}", talks=talks, scores={"agenda": score + n % 2})
        for n in range(members)
    )


@pytest.mark.parametrize(("members", "shown"), [(4, False), (5, True)])
def test_managers_read_figures_of_five_members_or_more(client, manager, practice, members, shown):
    """Five who rate 3, 4, 3, 4, 3 have mean 3.4; 4 talks of nobody are told of."""
    _tallies(practice, members)
    client.force_login(manager)
    html = client.get("/practice/team/").content.decode()
    assert ('<td class="figure">3.4</td>' in html) == shown
    assert (f'<td class="figure">{2 * members}</td>' in html) == shown
    assert "Fewer than 5: not shown" in html


def test_this_month_is_told_when_it_is_over(client, manager, practice, nurse, winston):
    _tallies(practice, 6, ago=0)
    TeamTally.objects.update(month=clock.today().replace(day=1))
    client.force_login(manager)
    assert '<td class="figure">12</td>' not in client.get("/practice/team/").content.decode()


def test_the_figures_name_nobody_and_no_role_of_the_web_reads_them(nurse, winston):
    with access.acting_as(nurse):
        talk = actions.begin(scenario=winston, by=nurse)
        while not talk.ended_at:
            state = actions.state_of(talk)
            if said := engine.choices(winston, state):
                actions.say(talk=talk, scenario=winston, wording=said[0].id, by=nurse)
            else:
                actions.bring_up(talk=talk, scenario=winston, code=winston.closing)
    tally = TeamTally.objects.get()
    assert tally.talks == 1
    assert str(nurse.pk) not in tally.marker
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('inglenook_web', 'workforce_teamtally', 'SELECT, INSERT, UPDATE')")
        assert cursor.fetchone() == (False,)


def test_only_managers_read_the_teams_figures(client, nurse):
    client.force_login(nurse)
    assert client.get("/practice/team/").status_code == 403
