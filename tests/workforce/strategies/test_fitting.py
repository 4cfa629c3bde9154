"""What fits whom, in which order, and why. The strategies here are made up, so that the order can be worked out."""

from datetime import date

import pytest

from inglenook.planning.models import FollowUp
from inglenook.workforce.strategies import rules
from inglenook.workforce.strategies.api import barriers, recognise, strategies
from inglenook.workforce.strategies.api import fit as api_fit
from inglenook.workforce.strategies.rules import WENT, Evidence, Exclusion, Step, Strategy, Tried, fit

MARCH, MAY = date(2026, 3, 4), date(2026, 5, 6)


def strategy(
    code, *, strength="moderate", better=(), worse=(), not_for=(), settings=("talk", "between"), barrier="lapse"
):
    return Strategy(
        code=code,
        name=code.title(),
        barriers=(barrier,),
        com_b="",
        group="",
        component="",
        say=("One", "Two"),
        next="",
        not_for=tuple(not_for),
        evidence=Evidence(strength, "", "", ()),
        minutes=3,
        action=Step("Do it", "person"),
        first="",
        settings=frozenset(settings),
        better=dict(better),
        worse=dict(worse),
    )


def fitted(*given, conditions=(), needs=(), tried=(), setting="talk"):
    return fit(
        given,
        barrier="lapse",
        conditions=conditions,
        needs=needs,
        tried=tried,
        setting=setting,
        strengths=["strong", "moderate", "weak"],
    )


def codes(found):
    return [one.strategy.code for one in found]


def test_what_fits_stands_first_with_the_reason():
    a, b = strategy("a"), strategy("b", better={"copd": "small steps suit short breath"})
    found = fitted(a, b, conditions=["copd"])
    assert codes(found) == ["b", "a"]
    assert found[0].why == ["Fits because small steps suit short breath"]
    assert found[1].why == []


def test_many_conditions_do_not_outweigh_what_is_known():
    many = strategy("a", strength="weak", better={"copd": "x", "asthma": "y"})
    found = fitted(many, strategy("b", strength="strong", better={"copd": "z"}), conditions=["copd", "asthma"])
    assert codes(found) == ["b", "a"]
    assert found[1].why == ["Fits because x", "Fits because y"]


def test_safety_stands_first_against_low_mood():
    found = api_fit(barrier="mood", conditions=["type_2_diabetes"], needs=[], tried=[], setting="talk")
    assert found[0].strategy.code == "ask_about_mood"
    assert found[0].why == ["First: safety comes before everything else"]


def test_a_need_that_speaks_against_it_moves_it_down_and_says_so():
    a, b = strategy("a", worse={"shared_phone": "others use the phone"}), strategy("b")
    found = fitted(a, b, needs=["shared_phone"])
    assert codes(found) == ["b", "a"]
    assert found[1].why == ["Take care: others use the phone"]
    assert not found[1].is_last


def test_of_two_that_fit_equally_the_better_known_stands_first():
    assert codes(fitted(strategy("a", strength="weak"), strategy("b", strength="strong"))) == ["b", "a"]


def test_what_helped_before_comes_up_and_what_did_not_goes_down():
    tried = [Tried("b", MARCH, "done"), Tried("a", MARCH, "not_yet")]
    found = fitted(strategy("a"), strategy("c"), strategy("b"), tried=tried)
    assert codes(found) == ["b", "c", "a"]
    assert found[0].why == ["Tried in March 2026: did it"]
    assert found[2].why == ["Tried in March 2026: it has not happened"]


def test_the_last_time_it_was_tried_counts():
    found = fitted(strategy("a"), tried=[Tried("a", MAY, "done"), Tried("a", MARCH, "stop")])
    assert found[0].tried.on == MAY
    assert not found[0].is_last


def test_what_somebody_did_not_want_to_go_on_with_is_last_and_never_hidden():
    liked = strategy("a", better={"copd": "x", "asthma": "y"}, strength="strong")
    found = fitted(
        liked, strategy("b", strength="weak"), conditions=["copd", "asthma"], tried=[Tried("a", MARCH, "stop")]
    )
    assert codes(found) == ["b", "a"]
    assert found[1].is_last
    assert found[1].why[0] == "Tried in March 2026: did not want to go on with it"


def test_for_whom_it_is_not_it_stands_last_with_the_reason():
    never = strategy("a", not_for=[Exclusion("Stopping at once can be dangerous.", frozenset({"alcohol_dependence"}))])
    found = fitted(never, strategy("b", strength="weak"), conditions=["alcohol_dependence"])
    assert codes(found) == ["b", "a"]
    assert found[1].is_last
    assert found[1].why == ["Not for everybody: Stopping at once can be dangerous."]
    assert codes(fitted(never, strategy("b", strength="weak"))) == ["a", "b"]


def test_where_it_belongs_counts():
    found = fitted(strategy("a", settings=["talk"]), strategy("b"), setting="between")
    assert codes(found) == ["b", "a"]
    assert found[1].why == ["Made for sitting together"]


def test_other_barriers_are_left_alone():
    assert fitted(strategy("a", barrier="pain")) == []


def test_every_way_a_follow_up_can_end_has_its_words():
    assert set(WENT) - {""} == set(FollowUp.Outcome.values)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("I stopped walking, there's no point", {"lapse", "mood"}),
        ("I stopped walking, there’s no point", {"lapse", "mood"}),
        ("The tablets make me dizzy and I can't afford the bus", {"medicines", "money"}),
        ("I am by myself since he died", {"loneliness"}),
        ("The painter came", set()),
        ("All good, thank you", set()),
    ],
)
def test_words_of_people_point_to_barriers(said, meant):
    assert set(recognise(said)) == meant


@pytest.mark.parametrize("code", barriers())
def test_each_barrier_is_recognised_by_each_of_its_own_words(code):
    for words in barriers()[code].heard:
        assert code in recognise(f"Well, {words}, you know.")


def test_search_finds_by_the_beginning_of_words_names_first():
    found = rules.search(strategies().values(), "smaller st")
    assert found[0].code == "smaller_step"
    assert rules.search(strategies().values(), "zebra") == []
    assert len(rules.search(strategies().values(), "")) == len(strategies())
