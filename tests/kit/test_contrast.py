"""WCAG 2.2, 1.4.3 and 1.4.11: the ratio of every pair of colours that carries words or marks an edge."""

import re
from pathlib import Path

import pytest

from inglenook import kit

TOKENS = Path(kit.__file__).parent / "frontend" / "_tokens.scss"
LINE = re.compile(r'"([\w-]+)": \((#[0-9a-f]{6}), (#[0-9a-f]{6})\)')
SCHEMES = ("light", "dark")

GROUNDS = ("paper", "card")
ON_BOTH_GROUNDS = (
    "ink", "quiet", "link", "link-hover", "visited", "good", "heed", "alarm",
)  # fmt: skip
WORDS = [
    *((word, ground) for word in ON_BOTH_GROUNDS for ground in GROUNDS),
    ("quiet", "sunk"),
    ("link", "sunk"),
    ("on-pine", "pine"),
    ("on-pine", "alarm-fill"),
    ("on-pine", "night"),
    ("on-ember", "ember-fill"),
    ("on-ember", "ember-deep"),
    ("on-ember", "alarm"),
    ("on-focus", "focus"),
    ("link", "pine-soft"),
    ("ink", "ember-soft"),
    ("ink", "heed-soft"),
    ("ink", "heed-fill"),
    ("ink", "calm-soft"),
    ("link", "calm-soft"),
    ("ink", "good-soft"),
    ("ink", "alarm-soft"),
    ("ink", "line"),
    *((tone, f"{tone}-soft") for tone in ("good", "heed", "alarm", "calm", "stone")),
]
EDGES = [
    *((edge, ground) for edge in ("edge", "ember", "mark", "calm", "alarm") for ground in GROUNDS),
    ("ember-fill", "paper"),
    ("ember-fill", "card"),
    ("spark", "pine"),
    ("mark", "line"),
    ("good", "good-soft"),
]


def tokens():
    return {name: dict(zip(SCHEMES, pair, strict=True)) for name, *pair in LINE.findall(TOKENS.read_text())}


def luminance(colour):
    """Relative luminance by the formula of WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_published_ratios():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("word, ground", WORDS)
def test_words_stand_out(word, ground, scheme):
    colours = tokens()
    assert ratio(colours[word][scheme], colours[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("edge, ground", EDGES)
def test_edges_stand_out(edge, ground, scheme):
    colours = tokens()
    assert ratio(colours[edge][scheme], colours[ground][scheme]) >= 3


def test_every_token_is_read():
    assert len(tokens()) == TOKENS.read_text().count(": (#")
