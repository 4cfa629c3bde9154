"""What people read is as easy as it is meant to be: a reading age of 9 to 11, by the automated readability index."""

import re
from pathlib import Path

import pytest
import textstat

from inglenook.kit.extracting import said_in
from inglenook.planning.preparation.prompts import neighbours, prompts

ROOM = Path(__file__).resolve().parents[3] / "inglenook/planning"
OLDEST_GRADE = 6  # the school year of children of 11
GAPS_AND_TAGS = r"%\(\w+\)s|<[^>]+>"


def said(path: str) -> str:
    """All words of a file, one sentence or more for each."""
    words = [" ".join([one] if isinstance(one, str) else one) for one, _comments, _context in said_in(ROOM / path)]
    return " ".join(one if one.endswith((".", "?", ":")) else f"{one}." for one in words)


TEXTS = {
    "prompts": " ".join(f"{one.question}. {one.hint}" for one in prompts().values()),
    **{name: said(f"preparation/{name}.py") for name in ("letters", "invitation")},
    **{
        name: said(f"jinja2/planning/preparation/{name}.jinja")
        for name in ("start", "end", "link", "link_closed", "order", "done")
    },
}


@pytest.mark.parametrize("name", TEXTS)
def test_people_can_read_it(name):
    words = re.sub(GAPS_AND_TAGS, "Sam", TEXTS[name])
    assert len(words.split()) > 8
    assert textstat.automated_readability_index(words) <= OLDEST_GRADE


def test_the_prompts_ask_what_preparation_is_to_ask():
    assert list(prompts()) == ["matters", "going_well", "worries", "in_the_way", "talk_about"]
    assert {"loneliness", "getting_about", "money", "mood", "caring", "medicines"} <= set(
        prompts()["in_the_way"].options
    )
    assert neighbours("matters") == (None, "going_well")
    assert neighbours("talk_about") == ("in_the_way", None)
