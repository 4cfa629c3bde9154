from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inglenook.planning.today.rules import next_review


@pytest.mark.parametrize(
    ("born", "reviewed", "due"),
    [
        (date(1960, 6, 4), date(2026, 3, 31), date(2026, 6, 30)),
        (date(1960, 6, 4), date(2026, 4, 1), date(2027, 6, 30)),
        (date(1960, 6, 4), date(2026, 6, 10), date(2027, 6, 30)),
        (date(1960, 2, 29), date(2027, 3, 1), date(2028, 2, 29)),
        (None, date(2026, 6, 10), date(2027, 6, 10)),
    ],
)
def test_the_next_review_is_in_the_next_birthday_month_but_not_within_three(born, reviewed, due):
    # By hand; 1 April and three months is 1 July, after June: so the June after.
    assert next_review(born, reviewed) == due


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(1920, 1, 1), date(2020, 1, 1)), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_the_next_review_is_in_the_birthday_month_three_to_sixteen_months_on(born, reviewed):
    due = next_review(born, reviewed)
    assert due.month == born.month
    assert 85 <= (due - reviewed).days <= 16 * 31
