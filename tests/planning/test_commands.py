from datetime import timedelta

import pytest
from typer.testing import CliRunner

from inglenook.config.cli import commands
from inglenook.core import clock
from inglenook.planning.models import ReviewCycle
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("command", ["recall", "gather", "urgent"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2206-11-22"])
def test_a_slip_in_the_year_changes_nobodys_review(person, command, day):
    factories.make_cycle(person)
    before = list(ReviewCycle.objects.values())
    refused = CliRunner().invoke(commands(), [command, "--on", day])
    assert refused.exit_code == 2
    assert f"{day} is not between 1900-01-01 and a year from today" in " ".join(refused.output.replace("│", "").split())
    assert list(ReviewCycle.objects.values()) == before


@pytest.mark.parametrize("days", [70, -2000])
def test_a_day_soon_or_gone_is_taken(person, days):
    day = clock.today() + timedelta(days)
    assert CliRunner().invoke(commands(), ["recall", "--on", day.isoformat()]).exit_code == 0
