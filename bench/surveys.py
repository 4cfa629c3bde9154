"""Ten thousand answers to the self-care survey: every figure with its bases and intervals, beside published ones."""

import time
from collections import Counter
from random import Random
from uuid import uuid4

from django.db import transaction

from bench.population import population
from bench.table import Row
from inglenook.core import access, clock
from inglenook.core.models import Organisation, User
from inglenook.demo.survey import ROLES, colleague_says
from inglenook.workforce.models import Sheet, Survey
from inglenook.workforce.survey import running
from inglenook.workforce.survey.printing import as_data
from inglenook.workforce.survey.queries import broken
from inglenook.workforce.survey.reading import shipped
from inglenook.workforce.survey.rules import whole

PEOPLE = 10_000
ANSWERS = 10_000
TIMES = 5


def rows() -> list[Row]:
    with population(PEOPLE), transaction.atomic():
        survey = _survey()
        figures = min(_timed(lambda: as_data(survey)) for _ in range(TIMES))
        table = min(_timed(lambda: broken(survey, "barriers")) for _ in range(TIMES))
        beside = min(_timed(lambda: _by_hand(survey)) for _ in range(2))
        transaction.set_rollback(True)
    return [
        Row(
            "survey_10k_s", figures, "s", beside=beside, beside_name="counts alone, a loop over sheets", goal=2,
            lower_is_better=True, note=f"all figures of {ANSWERS:,} answers to 19 questions, comparison and appendix",
        ),
        Row("survey_10k_table_s", table, "s", lower_is_better=True, note="one question broken down by another"),
    ]  # fmt: skip


def _survey() -> Survey:
    """Answered by 10,000, and counted."""
    asked, chance = shipped()["self_care"], Random(3)
    at = Organisation.objects.filter(kind="network").first()
    by = User.objects.create_user("survey@bench.example", name="Bench")
    survey = running.make_survey(organisation=at, questionnaire=asked, title="Bench", by=by)
    now = clock.now()
    survey.opens_at = survey.closes_at = survey.counted_at = now
    survey.save()
    with access.working():
        Sheet.objects.bulk_create(
            Sheet(key=uuid4(), survey=survey, answers=answers, language="en", seed=1)
            for answers in (
                whole(asked, colleague_says(asked.questions, chance.choice(ROLES), chance)) for _ in range(ANSWERS)
            )
        )
    return survey


def _by_hand(survey: Survey) -> Counter:
    """What a script would do: fetch every sheet and count in a loop."""
    found: Counter = Counter()
    for answers in Sheet.objects.filter(survey=survey).values_list("answers", flat=True):
        for code, chosen in answers.items():
            found.update((code, one) for one in chosen)
    return found


def _timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
