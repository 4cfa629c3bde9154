"""Figures against published ones: answers that add up to the printed counts give the printed percentages."""

from decimal import Decimal

import pytest

from inglenook.core.counting import SMALLEST, newcombe
from inglenook.workforce.survey.comparing import Of, beside, comparators
from inglenook.workforce.survey.figures import counted, percent
from inglenook.workforce.survey.queries import found
from inglenook.workforce.survey.rules import NONE, Kind, items_of

from .making import answered, make_survey, self_care

STUDIES = {study.code: study for study in comparators()["self_care"].studies}


def people_ticking(choices, counts: dict[str, int], base: int, people: int) -> list[list[str]]:
    """Answers of `people` to one question in which each option has its count and all ticks together are `base`."""
    ticks = [code for code, count in counts.items() for _ in range(count)]
    rest = [one.code for one in choices if one.code not in counts and one.code != NONE]
    left = base - len(ticks)
    rest = rest[: left // SMALLEST]  # as many of the others as may be shown
    each = {code: left // len(rest) + (n < left % len(rest)) for n, code in enumerate(rest)}
    ticks += [code for code, count in each.items() for _ in range(count)]
    answers: list[list[str]] = [[] for _ in range(people)]
    for number, code in enumerate(ticks):  # one after the other: nobody ticks the same twice, for no count passes all
        answers[number % people].append(code)
    return answers


def people_choosing(choices, counts: dict[str, int], base: int) -> list[list[str]]:
    """Answers of `base` people who choose one each; those whom the study does not tell of choose the second option."""
    rest = next(one.code for one in choices if one.code not in counts)
    made = [[code] for code, count in counts.items() for _ in range(count)]
    return made + [[rest]] * (base - len(made))


def sheets_of(study, people: int) -> list[dict]:
    """Made-up answers that add up to everything the study prints with a base."""
    sheets: list[dict] = [{} for _ in range(people)]
    for item in items_of(self_care()):
        figures = [one for one in study.figures if one.item == item.code and one.base]
        if not figures:
            continue
        counts, base = {one.option: one.count for one in figures}, figures[0].base
        if item.kind is Kind.MANY:
            said = people_ticking(item.choices, counts, base, people)
        else:
            said = people_choosing(item.choices, counts, base)
        for sheet, answer in zip(sheets, said, strict=False):
            sheet[item.code] = answer
    return sheets


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "people"), [("preprint", 88), ("published", 70), ("pandemic_preprint", 304)])
def test_answers_that_add_up_to_the_published_counts_give_the_published_percentages(manager, code, people):
    study = STUDIES[code]
    survey = answered(make_survey(manager, questionnaire=self_care()), sheets_of(study, people))
    rows = [one for one in beside(study, found(survey).counted) if one.figure.base]
    assert len(rows) == sum(bool(figure.base) for figure in study.figures)
    for one in rows:
        printed = one.figure.percent
        assert f"{one.ours.normalize():f}" == f"{Decimal(printed).normalize():f}", one.figure
        assert (one.line.count, one.base) == (one.figure.count, one.figure.base)


@pytest.mark.django_db
def test_the_two_denominators_tell_different_things(manager):
    """54 of 286 ticks are 18.9% of selections; of 70 people who all answered they are 77.1%."""
    survey = answered(make_survey(manager, questionnaire=self_care()), sheets_of(STUDIES["published"], 70))
    line = found(survey).of("barriers").line("loneliness")
    assert (line.of_selections, line.of_answered) == (Decimal("18.9"), Decimal("77.1"))


def test_printed_percentages_follow_from_the_counts_held_as_data():
    for study in STUDIES.values():
        for one in (one for one in study.figures if one.base):
            places = len(one.percent.partition(".")[2])
            assert Decimal(one.percent) in (percent(one.count, one.base), percent(one.count, one.base, places)), one
            assert one.of in (Of.ANSWERED, Of.SELECTIONS)


def test_halves_are_rounded_up_as_papers_do():
    assert percent(34, 160) == Decimal("21.3")  # 21.25


@pytest.mark.parametrize(
    ("sides", "interval"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
    ],
)
def test_the_interval_of_a_difference_is_the_published_one(sides, interval):
    """Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10."""
    assert newcombe(*sides) == pytest.approx(interval, abs=0.00005)


def test_an_item_that_fewer_than_five_answered_has_no_lines():
    item = next(one for one in items_of(self_care()) if one.code == "role")
    assert counted(item, asked=9, answered=4, ticks={"gp": 4}).lines == ()


def test_none_of_these_is_an_answer_and_no_selection():
    item = next(one for one in items_of(self_care()) if one.code == "barriers")
    one = counted(item, asked=30, answered=28, ticks={"money": 10, "pain": 12, NONE: 8})
    assert (one.selections, one.passed_over) == (22, 2)
    assert (one.line(NONE).of_answered, one.line(NONE).of_selections) == (Decimal("28.6"), None)
