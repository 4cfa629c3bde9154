"""What users of other systems for the time between appointments complained of: each has a test that bears its name.

The list is of public threads, by project and number. What belongs to sending is in tests/messaging/test_complaints.py,
what belongs to schedules in tests/between/sweep/test_sweep.py.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from inglenook.between.enrolment.actions import enrol
from inglenook.between.models import Alert, CheckIn, Programme
from inglenook.between.replies.api import answer
from inglenook.between.sweep.actions import sweep
from inglenook.core import clock
from inglenook.people.models import Result
from tests.between.conftest import utc
from tests.messaging.making import set_clock

THREADS = {
    "beiwe-android": [8, 27, 64],
    "beiwe-backend": [189],
    "beiwe": [391],
    "lamp-platform": [437, 504, 523, 772, 818],
    "radar-questionnaire": [148, 161, 1888],
    "cht-core": [1823, 3010, 4110, 6094, 7040],
}
HERE = Path(__file__).parents[1]
NAMES = " ".join(
    name
    for folder in ("between", "messaging")
    for path in (HERE / folder).rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(), flags=re.MULTILINE)
)


@pytest.mark.parametrize(("project", "number"), [(project, one) for project, them in THREADS.items() for one in them])
def test_each_complaint_has_a_test_of_its_name(project, number):
    named = rf"\btest_(?:\w+_)?{project.replace('-', '_')}_(?:\w+_)?{number}_"
    assert re.search(named, NAMES)


@pytest.mark.django_db
def test_lamp_platform_818_an_answer_that_crosses_a_line_reaches_a_named_professional(person, nurse, monkeypatch):
    """LAMP-platform #818: asked for since 2024, that somebody is told when an answer crosses a line."""
    set_clock(monkeypatch, utc(2026, 6, 1, 11))  # later in the day, a second question would be due by the sweep
    programme = Programme.objects.get(organisation=None, code="blood_pressure_at_home")
    enrol(person=person, programme=programme, owner=nurse, by=nurse, channel="text")
    check_in = _first_question()
    answer(check_in=check_in, said="188/122", way="text", by=None)
    alert = Alert.objects.get()
    assert (alert.owner, alert.level) == (nurse, "red_flag")
    assert alert.answer_by <= clock.now() + timedelta(hours=4)
    assert "188/122" in alert.reason and Result.objects.filter(measure="systolic", number=188).exists()


def _first_question() -> CheckIn:
    """The first check-in, once its day has come."""
    sweep(at=clock.now() + timedelta(days=1, hours=20))
    return CheckIn.objects.get(step__kind="check_in")
