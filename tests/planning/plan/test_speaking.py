import pytest

from inglenook.planning.plan.speaking import spoken

ACTION = {
    "ref": "a",
    "goal": "",
    "what": "Walk",
    "how_much": "",
    "how_often": "",
    "when": "",
    "where": "",
    "who": "person",
    "who_words": "",
    "if_this": "",
    "then_that": "",
    "confidence": None,
    "confidence_from": 0,
    "confidence_to": 10,
}
GOAL = {"ref": "g", "wording": "Get to the mosque", "importance": 9, "importance_from": 1, "importance_to": 10}
EMPTY = {"goals": [], "actions": [], "can_stop": "", "decisions": "", "review_on": ""}


def step(**fields):
    return spoken(EMPTY | {"actions": [ACTION | fields]}).other_steps[0]


def test_an_action_stands_under_its_goal_and_others_by_themselves():
    plan = spoken(EMPTY | {"goals": [GOAL], "actions": [ACTION | {"goal": "g"}, ACTION | {"ref": "b", "goal": "gone"}]})
    assert [one.ref for one in plan.aims[0].steps] == ["a"]
    assert [one.ref for one in plan.other_steps] == ["b"]
    assert plan.aims[0].matters == "9 out of 10"


def test_only_what_was_said_is_read():
    assert step().fit == ""
    assert step(how_much="20 minutes", when="Tuesdays").fit == "20 minutes · Tuesdays"


@pytest.mark.parametrize(
    ("who", "words", "said"),
    [
        ("person", "", ""),
        ("person", "Sara", "with Sara"),
        ("person", "with Sara", "with Sara"),
        ("professional", "Joy", "done by the team: Joy"),
        ("professional", "", "done by the team"),
        ("other", "Sara rings", "Sara rings"),
    ],
)
def test_who_does_it_is_said_where_it_is_not_the_person_alone(who, words, said):
    assert step(who=who, who_words=words).fit == said


@pytest.mark.parametrize(
    ("if_this", "then_that", "said"),
    [
        ("it rains", "I walk indoors", "If it rains, then I walk indoors"),
        ("", "I walk indoors", "If something gets in the way, then I walk indoors"),
        ("", "", ""),
    ],
)
def test_if_then_is_one_sentence(if_this, then_that, said):
    assert step(if_this=if_this, then_that=then_that).if_then == said


def test_confidence_keeps_its_scale():
    assert step(confidence=0).sure == "0 out of 10"
    assert step(confidence=3, confidence_to=5).sure == "3 out of 5"


def test_an_empty_plan_says_so():
    assert spoken(EMPTY).is_empty
    assert not spoken(EMPTY | {"decisions": "Halve the tablet"}).is_empty
