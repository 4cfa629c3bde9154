"""Questionnaires are read or refused with the line and the mend of everything that is wrong."""

import pytest

from inglenook.core.schema import Invalid
from inglenook.workforce.survey.planning import titles
from inglenook.workforce.survey.reading import read, shipped, written
from inglenook.workforce.survey.rules import in_order, items_of, missing, pages_for, whole

from .making import small_questionnaire

TOPICS = {"barriers", "methods", "drivers", "gaps", "crisis", "trained", "role", "setting"}


def test_the_shipped_survey_covers_the_topics_and_says_that_it_is_not_the_studys():
    asked = shipped()["self_care"]
    assert {one.code for one in asked.questions} >= TOPICS
    assert "not the study's questionnaire" in asked.source.replace("’", "'")


@pytest.mark.parametrize("code", list(shipped()))
def test_what_is_written_reads_back_the_same(code):
    assert read(written(shipped()[code])) == shipped()[code]


def broken(*changes: tuple[str, str]) -> list:
    text = written(small_questionnaire())
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(Invalid) as refused:
        read(text)
    return refused.value.problems


def test_a_kind_that_is_none_is_said_with_its_line():
    problem = broken(("kind: words", "kind: essay"))[0]
    line = written(small_questionnaire()).splitlines().index("    kind: words") + 1
    assert problem.line == line and "one of one, many" in problem.says


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("question: ways", "question: later"), "no choice on an earlier page"),
        (("- money\n", "- gold\n"), "has no option “gold”"),
        (("break_down: role", "break_down: ways"), "no question of kind one"),
        (("- code: time", "- code: money"), "more than once"),
        (("languages:\n- en", "languages:\n- en\n- cy"), "in “cy” too"),
        (("- code: pain", "- code: none"), "is made by the key"),
        (("kind: one", "kind: number"), "`options` belong"),
        (("version: 1", "version: one"), "whole number"),
        (("code: more\n    kind", "code: 'a b'\n    kind"), "is no code"),
    ],
)
def test_what_would_not_hold_together_is_said(change, says):
    assert any(says in problem.says and problem.line for problem in broken(change))


def test_a_file_of_aliases_is_refused_before_it_unfolds():
    bomb = "a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]" for n in range(40))
    with pytest.raises(Invalid, match="write this out"):
        read(bomb)


def test_what_is_no_yaml_says_where():
    with pytest.raises(Invalid) as refused:
        read("code: x\npages: [\n")
    assert refused.value.problems[0].line


def test_whoever_did_not_name_money_is_not_asked_more():
    asked = small_questionnaire()
    assert [page.code for page in pages_for(asked, {"ways": ["time"]})] == ["you", "ways"]
    assert [page.code for page in pages_for(asked, {"ways": ["money"]})] == ["you", "ways", "more"]


def test_answers_on_a_way_that_was_left_are_not_sent():
    sent = whole(small_questionnaire(), {"ways": ["time"], "more": ["about money"]})
    assert sent == {"role": [], "ways": ["time"]}


def test_what_is_needed_is_asked_for_again():
    asked = small_questionnaire()
    assert [page.code for page in missing(asked, {"role": ["gp"]})] == ["ways"]
    assert missing(asked, {"ways": ["none"]}) == []


def test_the_order_is_drawn_for_each_answerer_and_can_be_said_again():
    question = small_questionnaire().question("ways")
    orders = {tuple(one.code for one in in_order(question.options, question, seed)) for seed in range(60)}
    assert len(orders) == 6  # every order of three is seen by somebody
    assert in_order(question.options, question, 7) == in_order(question.options, question, 7)


def test_rows_of_a_matrix_are_counted_one_by_one():
    codes = [item.code for item in items_of(shipped()["self_care"])]
    assert "drivers.benefits" in codes and "drivers" not in codes


def test_what_an_option_leads_to_is_there():
    """A door to strategies names a barrier that they know, one to learning a topic."""
    leads = {lead for asked in shipped().values() for q in asked.questions for one in q.options for lead in one.leads}
    assert leads
    assert all(code in titles(door) for door, _, code in (lead.partition(":") for lead in leads))
