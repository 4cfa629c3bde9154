"""A practice with two nurses and a coach, and a way to raise alerts about its person."""

from datetime import timedelta

import pytest

from inglenook.between.alerts.api import raise_alert
from inglenook.between.models import Cover
from inglenook.core import clock
from tests import factories


@pytest.fixture
def ann(practice):
    return factories.make_user("Ann Price", role="nurse", at=practice)


@pytest.fixture
def gp(practice):
    return factories.make_user("Rhys Morgan", role="gp", at=practice)


@pytest.fixture
def coach(practice):
    return factories.make_user("Daniel Price", role="coach", at=practice.parent)


@pytest.fixture
def raised(person):
    """Raise an alert; what a test does not say is a red flag to be seen within an hour."""

    def make(key="one", level="red_flag", within=timedelta(hours=1), **more):
        reason = "Chest pain, as answered this morning"
        return raise_alert(
            key=key, person=person, level=level, rule="heart_failure:chest_pain", reason=reason, within=within, **more
        )

    return make


@pytest.fixture
def away(practice):
    """Somebody is away now, and somebody else covers."""

    def make(user, by, **times):
        now = clock.now()
        times = {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=1)} | times
        return Cover.objects.create(organisation=practice, user=user, covered_by=by, **times)

    return make
