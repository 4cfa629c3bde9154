"""A referral accepted on a day, and the daily pass on any day after it."""

from datetime import UTC, datetime, timedelta

import pytest

from inglenook.community.models import OutcomePoint, Referral, ReferralStep
from inglenook.community.outcomes.sweep import sweep
from inglenook.core import clock

ACCEPTED = datetime(2025, 1, 15, 11, tzinfo=UTC)


@pytest.fixture
def accepted(referral, person, grace):
    """Accepted on 15 January 2025; made the day before. The person has a mobile."""
    person.mobile = "07700 900123"
    person.save(update_fields=["mobile"])
    at = ACCEPTED
    Referral.objects.filter(pk=referral.pk).update(made_at=at - timedelta(days=1), state="accepted", owner=grace)
    ReferralStep.objects.create(referral=referral, person=person, team=referral.team, state="accepted", at=at, by=grace)
    referral.refresh_from_db()
    return referral


@pytest.fixture
def on_day(monkeypatch):
    """`on_day(84)` stands at eleven, so many days after the acceptance."""

    def stand(days: int):
        at = ACCEPTED + timedelta(days=days)
        monkeypatch.setattr(clock, "reading", lambda: at)

    return stand


@pytest.fixture
def swept_on(on_day):
    """`swept_on(84)` is what the daily pass did on that day."""

    def run(days: int):
        on_day(days)
        return sweep()

    return run


@pytest.fixture
def point():
    """`point("weeks_12")` of the only referral."""
    return lambda occasion: OutcomePoint.objects.get(occasion=occasion)
