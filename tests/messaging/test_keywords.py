import pytest

from inglenook.messaging.keywords import KINDS, Keyword, keyword, languages

EVERY = [
    pytest.param(kind, word, id=f"{language}-{kind}-{word}")
    for language, kinds in languages().items()
    for kind in KINDS
    for word in kinds[kind]
]


@pytest.mark.parametrize("kind,word", EVERY)
def test_every_word_of_the_file_is_understood_in_any_dress(kind, word):
    for written in (word, word.upper(), f"  {word}! ", f"{word}."):
        assert keyword(written).kind == kind


def test_each_language_has_each_kind():
    for language, kinds in languages().items():
        assert all(kinds[kind] for kind in KINDS), language
    assert {"en", "ur", "ur-Latn", "pl", "pa", "bn", "gu", "ar", "so", "ro", "pt"} <= languages().keys()


@pytest.mark.parametrize("text", [
    "STOP", "stop.", "Stop please", "pls stop texting me", "STOP!!!", "stop all messages", "Stpo", "sotp", "STOP STOP",
    "‘stop’", "بند کریں", "بند کريں", "Band karo", "BAND KRO plz", "Zatrzymaj", "dosc", "proszę przestań", "ਬੰਦ ਕਰੋ",
    "বন্ধ করুন", "બંધ કરો", "قِف", "إيقاف", "Jooji fadlan", "Opriți", "parar por favor",
])  # fmt: skip
def test_stop_in_the_ways_people_write_it(text):
    assert keyword(text) == Keyword("stop")


@pytest.mark.parametrize("text,about", [
    ("stop walking", "walking"), ("please stop blood pressure", "blood pressure"), ("walking band karo", "walking"),
])  # fmt: skip
def test_stop_with_a_topic(text, about):
    assert keyword(text) == Keyword("stop", about)


@pytest.mark.parametrize("text", [
    "I stopped", "step", "shop", "I quit", "help me please I cant breathe", "no", "yes", "7.2", "142/85",
    "stoped smoking",
    "the bus stop was far", "I started again", "the band played", "I need help with my inhaler", "",
])  # fmt: skip
def test_other_words_are_left_to_be_read(text):
    assert keyword(text) is None or keyword(text).about
