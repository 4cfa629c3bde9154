"""The daily pass over a hundred thousand referrals: a handful of statements, whatever there is, in a minute or two."""

import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inglenook.community.models import OutcomePoint
from inglenook.community.outcomes.sweep import sweep
from inglenook.core import access, clock
from inglenook.messaging.models import Message

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 8, 40, tzinfo=UTC)
# One referral a person, accepted one after the other over 2,000 days up to today; each person has a mobile.
MADE = """
WITH people AS (
  INSERT INTO people_person (practice_id, given_name, family_name, birth_date, sex, mobile)
  SELECT %(practice)s, 'Ann', 'Lee' || n, date '1950-01-01' + n %% 10000, 'female', '07700' || lpad(n::text, 6, '0')
  FROM generate_series(1, %(many)s) n RETURNING id
), referred AS (
  INSERT INTO community_referral (person_id, practice_id, team_id, state, way, referrer_name, reason, barriers, details,
    made_at)
  SELECT id, %(practice)s, %(team)s, 'accepted', 'staff', 'Joy', 'Company', '{}', '{}',
    %(now)s - make_interval(days => (id %% 2000)::int)
  FROM people RETURNING id, person_id, made_at
)
INSERT INTO community_referralstep (person_id, team_id, referral_id, state, at)
SELECT person_id, %(team)s, id, 'accepted', made_at FROM referred
"""


@pytest.fixture
def made(practice, network, monkeypatch):
    """`made(many)` referrals of as many people."""
    monkeypatch.setattr(clock, "reading", lambda: NOW)

    def make(many: int) -> None:
        with access.working(), connection.cursor() as cursor:
            cursor.execute(MADE, {"many": many, "practice": practice.pk, "team": network.pk, "now": NOW})
            for table in ("people_person", "community_referral", "community_referralstep"):
                cursor.execute(f"ANALYZE {table}")

    return make


def due_on(many: int) -> int:
    """How many of so many, begun on each of 2,000 days, are in a window to be asked, from its first day to its last."""
    windows = ((7, 28), (84, 112), (183, 225), (365, 421), (730, 786))
    return many * sum(last - first for first, last in windows) // 2000


@pytest.mark.parametrize("many", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_everybody_is_asked_in_a_few_statements(made, many, capsys):
    made(many)
    began = time.monotonic()
    with CaptureQueriesContext(connection) as asked:
        done = sweep()
    took = time.monotonic() - began
    assert done.made == OutcomePoint.objects.count() == 5 * many
    assert done.asked == Message.objects.count() == due_on(many)
    assert len(asked) < 25
    with capsys.disabled():
        sys.stdout.write(f"\n{many:,} referrals: {done} in {took:.1f} s, {len(asked)} statements\n")
    began = time.monotonic()
    assert (sweep().made, sweep().asked) == (0, 0)
    with capsys.disabled():
        sys.stdout.write(f"again, twice: {time.monotonic() - began:.1f} s\n")
    assert timedelta(seconds=took) < timedelta(minutes=5)
