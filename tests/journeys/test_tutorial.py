"""The tutorial is followed to its end, and names every button as it is named."""

from pathlib import Path

import pytest

from tests import tutorial
from tests.journeys import demonstration

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TEXT = Path(__file__).parents[2] / "docs/tutorial/first-review.md"


def test_every_step_of_the_tutorial_is_true(browser, tmp_path):
    text, shown = TEXT.read_text(encoding="utf-8"), []
    with demonstration.demonstration(tmp_path) as url:
        tutorial.follow(browser, url, lambda page, name: shown.append(name))
    assert [name for name in shown if f"../images/{name}.png" not in text] == []
    for words in (tutorial.GOING_WELL, tutorial.GOAL, tutorial.STEP):
        assert words in text
