"""Make surveys and answers for tests."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from inglenook.core import access, clock
from inglenook.core.schema import build
from inglenook.workforce.models import Sheet, Survey
from inglenook.workforce.survey import answering, running
from inglenook.workforce.survey.reading import shipped
from inglenook.workforce.survey.rules import Answers, Questionnaire, whole

_number = count(1)


def small_questionnaire(**fields) -> Questionnaire:
    """Three pages: a role, what stands in the way, and more for those who named money."""
    options = [{"code": code, "says": {"en": code.title()}} for code in ("nurse", "gp", "desk")]
    ways = [{"code": code, "says": {"en": code.title()}} for code in ("money", "time", "pain")]
    given = {
        "code": "small",
        "version": "1",
        "dated": "2026-11-22",
        "title": {"en": "A small survey"},
        "languages": ["en"],
        "break_down": "role",
        "pages": [
            {
                "code": "you",
                "title": {"en": "You"},
                "questions": [{"code": "role", "kind": "one", "asks": {"en": "Your role?"}, "options": options}],
            },
            {
                "code": "ways",
                "title": {"en": "In the way"},
                "questions": [
                    {
                        "code": "ways",
                        "kind": "many",
                        "asks": {"en": "What is in the way?"},
                        "options": ways,
                        "other": {"en": "Something else"},
                        "none": {"en": "None of these"},
                        "required": "true",
                        "shuffle": "true",
                    }
                ],
            },
            {
                "code": "more",
                "title": {"en": "More"},
                "when": {"question": "ways", "answers": ["money"]},
                "questions": [{"code": "more", "kind": "words", "asks": {"en": "Say more"}}],
            },
        ],
    }
    return build(Questionnaire, given | fields)


def make_survey(manager, *, questionnaire=None, mode=Survey.Mode.INVITED, **more) -> Survey:
    asked = questionnaire or small_questionnaire()
    at = manager.memberships.get().organisation
    return running.make_survey(
        organisation=at, questionnaire=asked, title=asked.title["en"], by=manager, mode=mode, **more
    )


def open_now(survey, manager, *, days=14) -> Survey:
    today = clock.today()
    running.open_survey(survey=survey, opens_on=today, closes_on=today + timedelta(days=days), by=manager)
    return survey


def invite(survey, manager, *addresses) -> None:
    running.invite(survey=survey, addresses=addresses, by=manager)


def self_care() -> Questionnaire:
    return shipped()["self_care"]


def answered(survey, sheets: list[Answers]) -> Survey:
    """Answers put in as they lie once they were sent, and counted."""
    asked = build(Questionnaire, survey.asks)
    with access.working():
        Sheet.objects.bulk_create(
            Sheet(key=uuid4(), survey=survey, answers=whole(asked, given), language="en", seed=next(_number))
            for given in sheets
        )
        now = clock.now()
        Survey.objects.filter(pk=survey.pk).update(opens_at=now - timedelta(days=14), closes_at=now, counted_at=now)
    survey.refresh_from_db()
    return survey


def door_of(survey) -> answering.Door:
    """The shared link's door."""
    return answering.door(survey.link)
