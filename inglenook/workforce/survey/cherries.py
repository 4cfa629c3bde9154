"""The CHERRIES appendix: what the software knows of how a survey was run, and what only the manager can say."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils import timezone

from inglenook.core.counting import wilson

from ..models import Survey
from .figures import percent, rounded
from .queries import Rates
from .rules import Questionnaire, items_of

FILE = Path(__file__).resolve().parents[1] / "data" / "cherries.yaml"


@dataclass(frozen=True)
class Entry:
    """One item of the checklist. `asks` is the question to the manager where the software cannot know."""

    code: str
    title: str
    text: str
    asks: str = ""


@cache
def checklist() -> dict:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def questions() -> list[dict]:
    """The items that the manager answers."""
    return [one for section in checklist()["sections"] for one in section["items"] if "asks" in one]


def appendix(survey: Survey, asked: Questionnaire, rates: Rates) -> list[tuple[str, list[Entry]]]:
    """Section by section; what the manager has not said yet is empty."""
    known = _run(survey) | _questions(asked) | _rates(rates)
    return [
        (section["title"], [_entry(one, survey, known) for one in section["items"]])
        for section in checklist()["sections"]
    ]


def _entry(item: dict, survey: Survey, known: dict) -> Entry:
    if "asks" in item:
        return Entry(item["code"], item["title"], survey.cherries.get(item["code"], ""), item["asks"])
    says = item.get("says") or item[survey.mode]
    return Entry(item["code"], item["title"], says.format(**known).strip())


def _run(survey: Survey) -> dict:
    opens, closes = timezone.localdate(survey.opens_at), survey.last_day
    return {"remind": survey.remind_after, "opens": f"{opens:%-d %B %Y}", "closes": f"{closes:%-d %B %Y}"}


def _questions(asked: Questionnaire) -> dict:
    per_page = [len(page.questions) for page in asked.pages]
    return {
        "code": asked.code,
        "version": asked.version,
        "dated": f"{asked.dated:%-d %B %Y}",
        "source": asked.source.strip(),
        "minutes": asked.minutes,
        "shuffled": _count(sum(one.shuffle for one in asked.questions)),
        "needed": _count(sum(one.required for one in asked.questions)),
        "routed": _count(sum(one.when is not None for one in (*asked.pages, *asked.questions))),
        "questions": len(asked.questions),
        "items": len(list(items_of(asked))),
        "least": min(per_page),
        "most": max(per_page),
        "pages": len(asked.pages),
    }


def _count(number: int) -> str:
    return str(number) if number else "none"


def _rates(rates: Rates) -> dict:
    return {
        "opened": rates.opened,
        "view": _share(rates.opened, rates.invited, "opened the first page, of those invited"),
        "participation": _share(rates.began, rates.opened, "began, of the first pages opened"),
        "completion": _share(rates.sent, rates.began, "sent their answers, of those who began"),
    }


def _share(part: int, whole: int, words: str) -> str:
    """A rate with its interval; where the first is more than the second (a page opened by no browser), no rate."""
    if not whole or part > whole:
        return f"{part} and {whole}: {words}. No rate can be given."
    low, high = (rounded(100 * end) for end in wilson(part, whole))
    return f"{percent(part, whole)}% ({part} of {whole} {words}; 95% interval {low} to {high}%)."
