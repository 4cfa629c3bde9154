"""The table of states: every way ends, every state has its time and owner, codes are counted once."""

from datetime import UTC, datetime, timedelta

import pytest

from inglenook.community.referrals import rules
from inglenook.community.referrals.rules import State, StatesWrong

REFERRED, DECLINED = "871731000000106", "871711000000103"


def state(code, *following):
    return State(code, code, "", "", "team", following)


def test_every_state_but_the_last_has_a_time_and_an_owner():
    for one in rules.states().values():
        assert bool(one.days) == bool(one.next), one.code
        assert one.owner == ("nobody" if not one.next else "team" if one.code == "received" else "link_worker")


def test_a_table_in_which_a_referral_never_ends_is_refused():
    with pytest.raises(StatesWrong, match="never end from round, there"):
        rules.see_that_all_end(
            {"round": state("round", "there"), "there": state("there", "round"), "end": state("end")}
        )


def test_a_table_that_leads_nowhere_is_refused():
    with pytest.raises(StatesWrong, match="no state lost"):
        rules.see_that_all_end({"one": state("one", "lost")})


def test_whoever_asked_is_told_at_every_end():
    """Nothing ends but by way of the word back."""
    last = [code for code, one in rules.states().items() if not one.next]
    assert last == ["told"]
    assert {code for code, one in rules.states().items() if "told" in one.next} == {"declined", "closed"}


def test_reasons_belong_to_states_that_there_are():
    for reason in rules.reasons().values():
        assert set(reason.of) <= rules.states().keys(), reason.code


def test_the_referral_is_counted_on_acceptance_and_once():
    assert rules.counted("received", "", []) == ""
    assert rules.counted("contacted", "", []) == ""
    assert rules.counted("accepted", "", []) == REFERRED
    assert rules.counted("accepted", "", [REFERRED]) == ""


def test_only_the_persons_own_no_is_counted_as_declined():
    assert rules.counted("declined", "does_not_want", []) == DECLINED
    assert rules.counted("declined", "withdrew", []) == DECLINED
    assert rules.counted("declined", "no_room", []) == ""
    assert rules.counted("closed", "stopped", [REFERRED]) == ""


def test_after_acceptance_nobody_is_counted_as_declined():
    reached, todo = set(), ["accepted"]
    while todo:
        code = todo.pop()
        if code not in reached:
            reached.add(code)
            todo += rules.states()[code].next
    # Out of reach after acceptance may lead back to contacted, from where a no is still a no.
    assert "declined" not in rules.states()["accepted"].next
    assert all("declined" not in rules.states()[code].next for code in reached - {"contacted"})


def test_the_time_runs_from_the_day_of_the_state():
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert rules.act_by("received", at) == at + timedelta(days=3)
    assert rules.act_by("told", at) is None


def test_the_usual_caseload_is_that_of_the_field():
    """200 to 250 people a year, each for about three months, are about 60 at a time."""
    assert rules.a_year() == (200, 250)
    assert 200 / 4 <= rules.slots() <= 250 / 4
