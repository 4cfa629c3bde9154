"""The figures of a survey as CSV, hidden where the pages hide them, and what each column means."""

import csv
from io import StringIO

from ..models import Survey
from .figures import Counted, Line
from .queries import counts
from .rules import said

COLUMNS = {
    "item": "code of the question, or of question and row",
    "question": "the question in English",
    "option": "code of the answer",
    "answer": "the answer in English",
    "asked": "how many who sent answers were asked this; whole number",
    "answered": "how many of them answered; whole number",
    "passed_over": "how many passed it over: asked less answered (item non-response); whole number",
    "selections": "how many answers were ticked in all, “none of these” apart; only where several may be ticked",
    "count": "how many chose this answer; * where it is left out so that it points to nobody",
    "percent_of_answered": "100 x count / answered, one decimal, halves rounded up",
    "low": "lower end of the 95% Wilson score interval of percent_of_answered",
    "high": "upper end of that interval",
    "percent_of_selections": "100 x count / selections, one decimal; a share of ticks and not of people",
}
LEFT_OUT = "*"
FORMULAS = tuple("=+-@\t")


def figures_csv(survey: Survey) -> str:
    """One line for each answer of each question."""
    rows = [_row(one, line) for one in counts(survey) for line in one.lines]
    return _csv([list(COLUMNS), *rows])


def dictionary_csv() -> str:
    """One line for each column of the figures."""
    return _csv([["column", "meaning"], *COLUMNS.items()])


def _row(one: Counted, line: Line) -> list:
    low, high = line.interval or ("", "")
    left_out = line.count is None
    return [
        one.item.code,
        said(one.item.asks, "en"),
        line.code,
        said(line.says, "en"),
        one.asked,
        one.answered,
        one.passed_over,
        "" if one.selections is None else one.selections,
        LEFT_OUT if left_out else line.count,
        LEFT_OUT if left_out else line.of_answered,
        low,
        high,
        "" if line.of_selections is None else line.of_selections,
    ]


def _csv(rows) -> str:
    """Text that a spreadsheet reads as text: a cell that would begin a formula is set behind an apostrophe."""
    made = StringIO()
    writer = csv.writer(made)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULAS else cell for cell in row])
    return made.getvalue()
