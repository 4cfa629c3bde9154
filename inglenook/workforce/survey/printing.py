"""The report on paper: figures with both denominators, published ones beside them, and the CHERRIES appendix."""

from pathlib import Path

import orjson
from django.utils import timezone

from inglenook.kit.paper import typeset

from ..models import Survey
from .cherries import appendix
from .comparing import Beside, beside, comparators
from .figures import Counted, Line
from .queries import found, questionnaire_of
from .rules import said

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
LEFT_OUT = "*"


def report_pdf(survey: Survey) -> bytes:
    """The report of a survey that has been counted, as tagged PDF."""
    return typeset(TEMPLATE, title=survey.title, author=survey.organisation.name, data=orjson.dumps(as_data(survey)))


def as_data(survey: Survey) -> dict:
    """Everything the report says, in words."""
    asked, all_found = questionnaire_of(survey), found(survey)
    known = all_found.rates
    published, last = comparators().get(asked.code), survey.last_day
    return {
        "title": survey.title,
        "about": f"{survey.organisation.name}, {timezone.localdate(survey.opens_at):%-d %B %Y} to {last:%-d %B %Y}",
        "answered": f"{known.sent} people answered" + (f" of {known.invited} invited." if known.invited else "."),
        "source": asked.source.strip(),
        "items": [_item(one) for one in all_found.counted],
        "numbers": [
            [said(one.item.asks, "en"), str(one.answered), str(one.mean or LEFT_OUT), str(one.median or LEFT_OUT)]
            for one in all_found.numbers
        ],
        "caution": published.caution.strip() if published else "",
        "studies": [
            {
                "title": study.title,
                "source": study.source,
                "rows": [_beside(one) for one in beside(study, all_found.counted)],
            }
            for study in (published.studies if published else ())
        ],
        "cherries": [
            {"title": title, "entries": [[one.title, one.text or "Not said."] for one in entries]}
            for title, entries in appendix(survey, asked, known)
        ],
    }


def _item(one: Counted) -> dict:
    selections = "" if one.selections is None else f"; {one.selections} selections"
    return {
        "asks": said(one.item.asks, "en"),
        "base": f"{one.answered} answered of {one.asked} asked ({one.passed_over} passed over){selections}.",
        "is_many": one.selections is not None,
        "rows": [_row(line) for line in one.lines],
    }


def _row(line: Line) -> list[str]:
    if line.count is None or line.interval is None:
        return [said(line.says, "en"), LEFT_OUT, LEFT_OUT, LEFT_OUT]
    of_answered = f"{line.of_answered}% ({line.interval[0]} to {line.interval[1]})"
    return [said(line.says, "en"), str(line.count), of_answered, _percent(line.of_selections)]


def _beside(one: Beside) -> list[str]:
    figure = one.figure
    base = f"{figure.count} of {figure.base}" if figure.base else "base not known"
    kind = "selections" if figure.of == "selections" else "those who answered"
    return [said(one.line.says, "en"), f"{figure.percent}% of {kind} ({base})", _percent(one.ours)]


def _percent(share) -> str:
    return LEFT_OUT if share is None else f"{share}%"
