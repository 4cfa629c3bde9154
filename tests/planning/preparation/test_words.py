"""What people read is as easy as it is meant to be: a reading age of 9 to 11, by the automated readability index."""

import re
from pathlib import Path

import pytest
import textstat

from inglenook.planning.preparation import invitation, letters
from inglenook.planning.preparation.prompts import neighbours, prompts

PAGES = Path(__file__).resolve().parents[3] / "inglenook/planning/jinja2/planning/preparation"
OLDEST_GRADE = 6  # the school year of children of 11
TEXTS = {
    "prompts": " ".join(f"{one.question}. {one.hint}" for one in prompts().values()),
    "letter": f"{letters.OPENING} {letters.WITH_RESULTS} {letters.CLOSING}",
    "email": invitation.TEXT,
    **{
        name: re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]+>", " ", (PAGES / f"{name}.jinja").read_text(), flags=re.S)
        for name in ("start", "end", "link", "link_closed")
    },
}


@pytest.mark.parametrize("name", TEXTS)
def test_people_can_read_it(name):
    assert textstat.automated_readability_index(TEXTS[name]) <= OLDEST_GRADE


def test_the_prompts_ask_what_preparation_is_to_ask():
    assert list(prompts()) == ["matters", "going_well", "worries", "in_the_way", "talk_about"]
    assert {"loneliness", "getting_about", "money", "mood", "caring", "medicines"} <= set(
        prompts()["in_the_way"].options
    )
    assert neighbours("matters") == (None, "going_well")
    assert neighbours("talk_about") == ("in_the_way", None)
