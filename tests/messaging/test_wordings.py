"""Words of a text in the language of whoever it goes to."""

import pytest

from inglenook.messaging import wordings

HELLO = {"en": "Good morning", "ur": "صبح بخیر"}
RING = {"en": "Very unwell? Ring {emergency}."}
SAID = {"Good morning": "Dzień dobry", RING["en"]: "Bardzo źle? Zadzwoń {emergency}."}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch):
    monkeypatch.setattr(wordings, "gettext", lambda english: SAID.get(english, english))


@pytest.mark.parametrize(
    ("language", "said"), [("ur", "صبح بخیر"), ("ur-PK", "صبح بخیر"), ("pl", "Dzień dobry"), ("en", "Good morning")]
)
def test_words_of_the_file_come_before_those_of_the_catalogue(language, said):
    assert wordings.in_language(HELLO, language) == said


def test_what_nobody_has_translated_is_said_in_english():
    assert wordings.in_language({"en": "Our own wording"}, "pl") == "Our own wording"


def test_whom_to_ring_in_danger_stands_in_english_too_until_a_speaker_signed_it_off(monkeypatch):
    assert wordings.in_language(RING, "pl") == SAID[RING["en"]] + " In an emergency ring {emergency}."
    monkeypatch.setattr(wordings, "signed", lambda language: {(RING["en"], SAID[RING["en"]])})
    assert wordings.in_language(RING, "pl") == SAID[RING["en"]]
