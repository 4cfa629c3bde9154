"""The checker finds what is planted, on its line, and says how to mend it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inglenook.workforce.practice.checking import check
from inglenook.workforce.practice.collection import FOLDER
from inglenook.workforce.practice.located import LONGEST
from inglenook.workforce.practice.skills import DATA

SHORT = (DATA / "scenario_template.yaml").read_text()
FILES = [*sorted(FOLDER.glob("*.yaml")), DATA / "scenario_template.yaml"]


def faults(text: str) -> list:
    return check(text)[1]


def kinds(text: str) -> set[str]:
    return {fault.kind for fault in faults(text)}


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_comes_with_inglenook_is_whole(path):
    scenario, found = check(path.read_text())
    assert found == []
    assert scenario is not None


def with_turn(body: str) -> str:
    """The short scenario with one more turn, which the topic “tea” leads to."""
    text = SHORT.replace("topics:\n", "topics:\n  - {code: tea, title: Tea}\n", 1)
    return text.replace("turns:\n", f"turns:\n{body}", 1)


WORDING = "      - {{say: A, does: [open_question], note: N, reply: R, then: {then}}}\n"


def turn(code: str, *leads: str) -> str:
    return f"  {code}:\n    says: Well.\n    wordings:\n" + "".join(WORDING.format(then=then) for then in leads)


def test_a_turn_that_leads_back_to_the_topics_is_whole():
    assert faults(with_turn(turn("tea", "topics", "topics", "topics"))) == []


def test_a_loop_without_a_way_out_is_named_with_its_way():
    text = with_turn(turn("tea", "cake", "cake", "tea") + turn("cake", "tea", "tea", "cake"))
    found = [f for f in faults(text) if f.kind == "loop"]
    assert [f.line for f in found] == [line_of(text, "  tea:\n"), line_of(text, "  cake:\n")]
    assert "cake → cake" in found[0].what or "tea → cake" in found[0].what
    assert "topics" in found[0].mend


def test_a_turn_without_wordings_is_a_dead_end():
    text = with_turn("  tea:\n    says: Well.\n")
    found = [f for f in faults(text) if f.kind == "dead_end"]
    assert [f.line for f in found] == [line_of(text, "  tea:\n")]


def test_a_turn_whose_wordings_all_hang_on_something_may_be_a_dead_end():
    body = turn("tea", "topics", "topics", "topics").replace("{say: A,", "{say: A, if: [trust >= 9],")
    assert "dead_end" in kinds(with_turn(body))


def test_a_wording_that_no_answer_may_fit_is_a_dead_end():
    body = turn("tea", "topics", "topics") + (
        "      - say: B\n        does: [reflection]\n        note: N\n        answers:\n"
        "          - {if: [trust >= 8], reply: R}\n"
    )
    text = with_turn(body)
    assert [(f.kind, f.line) for f in faults(text)] == [("dead_end", line_of(text, "say: B"))]


def test_a_turn_that_nothing_leads_to_is_unreachable():
    text = SHORT.replace("turns:\n", f"turns:\n{turn('lost', 'topics', 'topics', 'topics')}", 1)
    assert [(f.kind, f.line) for f in faults(text)] == [("unreachable", line_of(text, "  lost:\n"))]


def test_an_answer_after_one_that_always_fits_is_unreachable():
    body = turn("tea", "topics", "topics") + (
        "      - say: B\n        does: [reflection]\n        note: N\n        answers:\n"
        "          - {reply: R}\n          - {reply: S}\n"
    )
    assert "unreachable" in kinds(with_turn(body))


def test_trust_that_nobody_can_earn_is_unreachable():
    """Trust begins at 2 and one wording adds 1: 4 is out of reach, 3 is not."""
    wordings = turn("tea", "topics", "topics", "topics").replace("{say: A,", "{say: A, trust: 1,", 1)
    text = re.sub(r"(?m)^(\s+trust: ).*$", r"\g<1>0", SHORT)
    text = re.sub(r"(?m)^trust: .*$", "trust: 2", text.replace("trust >= 5", "trust >= 3"))
    text = text.replace("topics:\n", "topics:\n  - {code: tea, title: Tea}\n", 1)
    for asked, fault in ((3, False), (4, True)):
        body = wordings.replace("{say: A, does", f"{{say: A, if: [trust >= {asked}], does", 1)
        assert ("unreachable" in kinds(text.replace("turns:\n", f"turns:\n{body}", 1))) == fault


def test_a_wording_without_its_note_or_its_skill_has_no_feedback():
    for gone in ("note: N, ", "does: [open_question], "):
        text = with_turn(turn("tea", "topics", "topics", "topics").replace(gone, "", 1))
        found = [f for f in faults(text) if f.kind == "no_feedback"]
        assert [f.line for f in found] == [line_of(text, "  tea:\n") + 3]


def test_a_skill_that_nobody_counts_is_named():
    text = with_turn(turn("tea", "topics", "topics", "topics").replace("open_question", "open_qestion", 1))
    assert kinds(text) == {"unknown_skill"}


@pytest.mark.parametrize("said", ["mood >= 3", "knows nothing_of_it", "trust => 3", "not trust", "trust"])
def test_a_condition_on_what_nobody_keeps_is_named(said):
    text = with_turn(
        turn("tea", "topics", "topics", "topics", "topics").replace("{say: A,", f"{{say: A, if: [{said}],", 1)
    )
    found = [f for f in faults(text) if f.kind == "unknown_variable"]
    assert [f.line for f in found] == [line_of(text, "  tea:\n") + 3]


@pytest.mark.parametrize("key", ["barriers", "strategies"])
def test_a_barrier_or_strategy_that_does_not_exist_is_named(key):
    text = re.sub(r"(?m)^barriers: .*$", f"{key}: [no_such_thing]", SHORT)
    assert kinds(text) == {"unknown_name"}


def test_a_turn_that_does_not_exist_is_named():
    assert kinds(with_turn(turn("tea", "biscuit", "topics", "topics"))) == {"unknown_turn"}


def test_the_closing_turn_must_end_the_talk():
    text = SHORT.replace("then: end", "then: topics", 1)
    assert "no_end" in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "yaml"),
        ("- a\n- b\n", "yaml"),
        ("code: [unclosed\n", "yaml"),
        ("turns: " + "[" * 3000, "yaml"),
        ("a: &x [1, 2]\nb: [*x, *x]\n", "yaml"),
        ("x" * (LONGEST + 1), "size"),
        ("code: a\ncode: b\nturns: {}\n", "twice"),
        ("code: a\nturn: b\n", "unknown_key"),
    ],
)
def test_what_is_no_scenario_is_refused_with_a_line(text, kind):
    scenario, found = check(text)
    assert scenario is None
    assert kind in {f.kind for f in found}
    assert all(f.line >= 1 and f.what and f.mend for f in found)


def test_prose_needs_no_quotes():
    text = SHORT.replace("then: end", "then: end", 1)
    assert faults(re.sub(r"(?m)^(title: ).*$", r'\1He said: "no", and # that was it', text)) == []


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_checker(text):
    _, found = check(text)
    assert found


@settings(max_examples=60)
@given(st.data())
def test_a_line_taken_out_of_a_scenario_is_noticed_or_leaves_it_whole(data):
    """Whatever line is lost, the checker answers, and what it calls whole can be walked to its end."""
    from tests.workforce.practice.test_engine import walk

    lines = SHORT.splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    scenario, found = check("".join(lines[:number] + lines[number + 1 :]))
    assert bool(scenario) != bool(found)
    if scenario:
        walk(scenario, data.draw(st.lists(st.integers(0, 99), max_size=20)))
