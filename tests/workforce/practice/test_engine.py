"""Every walk of every scenario ends; the same choices lead to the same talk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inglenook.workforce.practice import engine
from inglenook.workforce.practice.collection import shipped
from inglenook.workforce.practice.scenario import END, HIGHEST, LOWEST

SCENARIOS = sorted(shipped())
# What the practice room must offer somebody to practise for: the sixteen barriers that professionals name.
BARRIERS = {
    *("loneliness", "getting_about", "health_literacy", "money", "medicines", "mood", "confidence", "caring"),
    *("language", "online", "pain", "fatigue", "fear", "time", "habit", "lapse"),
}
PICKS = st.integers(min_value=0, max_value=999)


def walk(scenario, picks):
    """A talk by what is picked at each place, and how many turns it took; the last pick goes on and on."""
    state, picks, moves = engine.begin(scenario), list(picks) or [0], 0
    while not state.is_over:
        pick = picks[min(moves, len(picks) - 1)]
        wordings, offered = engine.choices(scenario, state), engine.topics(scenario, state)
        if wordings:
            _, answer, state = engine.say(scenario, state, wordings[pick % len(wordings)].id)
            assert answer.reply
        else:
            ways = [t.code for t in offered] + [scenario.closing] * engine.may_close(scenario, state)
            assert ways, f"nothing to say and nothing to bring up at {state.at}"
            state = engine.bring_up(scenario, state, ways[pick % len(ways)])
        assert LOWEST <= state.trust <= HIGHEST
        assert LOWEST <= state.confidence <= HIGHEST
        moves += 1
        assert moves <= 2 * scenario.most
    return state


@pytest.mark.parametrize("code", SCENARIOS)
@given(picks=st.lists(PICKS, max_size=40))
def test_every_walk_ends_in_time(code, picks):
    scenario = shipped()[code]
    state = walk(scenario, picks)
    assert state.at == END
    assert 1 <= state.turns <= scenario.most
    assert len(state.said) == state.turns  # nothing is said twice


@pytest.mark.parametrize("code", SCENARIOS)
@given(picks=st.lists(PICKS, max_size=40))
def test_the_same_choices_lead_to_the_same_talk(code, picks):
    scenario = shipped()[code]
    assert walk(scenario, picks) == walk(scenario, picks)


@pytest.mark.parametrize("code", SCENARIOS)
@given(picks=st.lists(PICKS, max_size=20))
def test_a_state_comes_back_from_json_as_it_was(code, picks):
    state = walk(shipped()[code], picks)
    assert engine.State.of(state.as_data()) == state


@pytest.mark.parametrize("code", SCENARIOS)
def test_a_talk_can_be_as_long_as_a_real_one(code):
    """Somebody who brings up everything has 8 to 14 turns, with three to five wordings at each."""
    scenario = shipped()[code]
    assert 8 <= walk(scenario, [0]).turns <= 14
    assert all(3 <= len(turn.wordings) <= 5 for turn in scenario.turns.values())


@pytest.mark.parametrize("code", SCENARIOS)
def test_what_lies_hidden_comes_out_for_somebody(code):
    """Some walk of a patient listener brings out every hidden thing of the scenario."""
    scenario, heard = shipped()[code], set()
    for start in range(60):
        heard |= walk(scenario, [(start * 7 + n * n + start // 3) % 97 for n in range(30)]).known
    assert heard == set(scenario.hidden)


def test_there_are_eight_people_with_several_conditions_and_every_barrier_is_practised():
    scenarios = shipped().values()
    assert len(scenarios) >= 8
    assert all(len(s.person.conditions) >= 2 and len(s.hidden) >= 2 for s in scenarios)
    assert len({s.person.name for s in scenarios}) == len(scenarios)
    assert BARRIERS - {barrier for s in scenarios for barrier in s.barriers} == set()


def test_what_is_not_offered_cannot_be_said_or_brought_up():
    scenario = shipped()["winston"]
    state = engine.begin(scenario)
    with pytest.raises(engine.NotPossible):
        engine.say(scenario, state, "plan.1")
    with pytest.raises(engine.NotPossible):
        engine.bring_up(scenario, state, "fall")
    with pytest.raises(engine.NotPossible):
        engine.say(scenario, state, "no such thing")


def test_trust_decides_what_is_answered():
    """Winston tells of his fall from trust 6 on (data/scenarios/winston.yaml, turn walking)."""
    scenario = shipped()["winston"]
    for trust, knows in ((5, False), (6, True)):
        state = engine.State("walking", trust, 3)
        _, answer, after = engine.say(scenario, state, "walking.1")
        assert ("fell" in after.known) == knows
        assert ("bookmaker" in answer.reply) == knows


def test_a_topic_that_was_left_can_be_brought_up_again():
    scenario = shipped()["winston"]
    state = engine.State("topics", 4, 3)
    state = engine.bring_up(scenario, state, "knees")
    _, _, state = engine.say(scenario, state, "knees.1")
    assert state.at == "topics"
    assert "knees" in [t.code for t in engine.topics(scenario, state)]
    state = engine.bring_up(scenario, state, "knees")
    assert engine.speaks(scenario, state) == "The knees. Still forecasting."
    assert "knees.1" not in [w.id for w in engine.choices(scenario, state)]
