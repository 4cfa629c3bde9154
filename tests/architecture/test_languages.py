"""What people are told stands in every language that anything they are told stands in."""

from collections.abc import Iterator
from string import Formatter

import pytest

from inglenook.between.coaching import texts as sessions
from inglenook.between.replies import wording
from inglenook.community.groups import texts as groups
from inglenook.community.peers import texts as peers
from inglenook.community.referrals import texts as referrals
from inglenook.messaging import keywords, texts


def by_text() -> Iterator[tuple[str, dict[str, str]]]:
    """Every text by its name, in its languages."""
    for one in WORDINGS:
        parts = {code: words for code, words in one.document.items() if isinstance(words, dict) and code != "texts"}
        for code, words in {**parts, **one.document["texts"]}.items():
            yield f"{one.prefix}:{code}", words
    replies = wording.data("replies")["languages"]
    for code in sorted({code for words in replies.values() for code in words}):
        yield f"reply:{code}", {language: words[code] for language, words in replies.items() if code in words}


WORDINGS = (texts.TEXTS, sessions.TEXTS, groups.TEXTS, peers.TEXTS, referrals.TEXTS)
TEXTS = dict(by_text())
LANGUAGES = sorted({language for words in TEXTS.values() for language in words})


def test_there_are_texts_in_several_languages():
    assert {"en", "ur", "pl", "pa", "bn", "gu", "ar", "so", "ro", "pt"} <= set(LANGUAGES)
    assert {name.partition(":")[0] for name in TEXTS} == {"messaging", "session", "reply", "group", "peer", "referral"}


@pytest.mark.parametrize("name", TEXTS)
def test_no_language_lacks_a_text_that_another_has(name):
    assert sorted(language for language, said in TEXTS[name].items() if said.strip()) == LANGUAGES


@pytest.mark.parametrize("name", TEXTS)
def test_every_language_fills_the_gaps_that_english_has_and_no_others(name):
    """A language may leave out whom to ring, which stands in the message before, and why a referral ended, which is
    said in English alone; never a number to ring at once."""
    words, may_lack = TEXTS[name], {"on_phone", "says"}
    wanted = gaps(words["en"])
    for language, said in words.items():
        assert wanted - may_lack <= gaps(said) <= wanted, language


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_written_to_can_stop_in_the_same_language(language):
    assert keywords.languages()[language]["stop"]


def test_what_no_speaker_has_read_says_so():
    files = [*(one.document for one in WORDINGS), wording.data("replies")]
    assert all("speaker" in one["sign_off"] for one in files)
