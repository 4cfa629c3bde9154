"""Yes and no, scales and choices in ordinary words; what is doubtful is not guessed."""

from datetime import UTC, datetime

import pytest

from inglenook.between.replies.choosing import is_courtesy, read
from inglenook.between.replies.heard import Known, Understood, Why
from inglenook.between.replies.parting import part
from inglenook.between.rules import Kind, Option, Question

NOW = datetime(2026, 6, 4, 20, 0, tzinfo=UTC)
TABLETS = Question("tablets", Kind.YES_NO, {"en": "Did you take your tablets?"})
PAIN = Question("pain", Kind.SCALE, {"en": "How bad is the pain, 0 to 10?"}, lowest=0, highest=10)
PRESSURE = Question("pressure", Kind.READING, {"en": "Your blood pressure?"}, measure="blood_pressure")
WEIGHT = Question("weight", Kind.READING, {"en": "Your weight?"}, measure="weight")
BREATH = Question(
    "breath",
    Kind.CHOICE,
    {"en": "How is your breathing?"},
    options=(
        Option("better", {"en": "Better than usual", "pl": "Lepiej niż zwykle"}),
        Option("same", {"en": "About the same", "pl": "Tak samo"}),
        Option("worse", {"en": "Worse than usual", "pl": "Gorzej niż zwykle"}),
    ),
)


def heard(text, question, language="en"):
    found = read(text, question, Known(at=NOW, language=language))
    return found.value if isinstance(found, Understood) else found.why


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("yes", "en", True),
        ("Yes.", "en", True),
        ("YES!!", "en", True),
        ("y", "en", True),
        ("yep", "en", True),
        ("yrs", "en", True),
        ("yse thanks", "en", True),
        ("yeah all done", "en", True),
        ("yes I took them all", "en", True),
        ("I did", "en", True),
        ("👍", "en", True),
        ("Hello nurse, yes", "en", True),
        ("no", "en", False),
        ("Nope", "en", False),
        ("not yet", "en", False),
        ("no not today", "en", False),
        ("i didnt", "en", False),
        ("forgot", "en", False),
        ("no sorry", "en", False),
        ("جی ہاں", "ur", True),
        ("haan ji", "ur", True),
        ("نہیں", "ur", False),
        ("nahi", "ur", False),
        ("tak", "pl", True),
        ("nie", "pl", False),
        ("ydw", "cy", True),
        ("نعم", "ar", True),
        ("لا", "ar", False),
        ("yes", "ur", True),
        ("yes but not the water tablet", "en", Why.DOUBT),
        ("yes and no", "en", Why.DOUBT),
        ("maybe", "en", Why.DOUBT),
        ("sometimes", "en", Why.DOUBT),
        ("not really", "en", Why.DOUBT),
        ("not sure", "en", Why.DOUBT),
        ("no, feel worse", "en", Why.DOUBT),
        ("no problem took them", "en", Why.DOUBT),
        ("ok", "en", Why.DOUBT),
        ("yet", "en", Why.DOUBT),
        ("thanks", "en", Why.NOTHING),
        ("", "en", Why.NOTHING),
    ],
)
def test_yes_and_no(text, language, expected):
    assert heard(text, TABLETS, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7),
        ("7/10", 7),
        ("7 out of 10", 7),
        ("seven", 7),
        ("about a 7", 7),
        ("10!", 10),
        ("0", 0),
        ("zero", 0),
        ("one", 1),
        ("۷", 7),
        ("it is 7 today", 7),
        ("6 or 7", Why.RANGE),
        ("6-7", Why.RANGE),
        ("11", Why.OUT_OF_SCALE),
        ("3/5", Why.OUT_OF_SCALE),
        ("70%", Why.NOTHING),
        ("6.5", Why.NOTHING),
        ("2 this week, 7 last", Why.SEVERAL),
        ("bad", Why.NOTHING),
        ("07700 900123", Why.NOTHING),
    ],
)
def test_a_scale(text, expected):
    assert heard(text, PAIN) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("a", "en", "better"),
        ("B", "en", "same"),
        ("c)", "en", "worse"),
        ("3", "en", "worse"),
        ("option 2", "en", "same"),
        ("two", "en", "same"),
        ("worse", "en", "worse"),
        ("Worse than usual", "en", "worse"),
        ("about the same thanks", "en", "same"),
        ("abot the same", "en", "same"),
        ("better than usal", "en", "better"),
        ("much worse today", "en", "worse"),
        ("gorzej niz zwykle", "pl", "worse"),
        ("worse", "pl", "worse"),
        ("d", "en", Why.NOTHING),
        ("4", "en", Why.NOTHING),
        ("same or worse", "en", Why.SEVERAL),
        ("dunno", "en", Why.NOTHING),
        ("not worse", "en", Why.DOUBT),
        ("no better", "en", Why.DOUBT),
        ("the same but my ankles are up", "en", Why.DOUBT),
    ],
)
def test_a_choice(text, language, expected):
    assert heard(text, BREATH, language) == expected


@pytest.mark.parametrize("text", ["thanks", "Thank you nurse x", "ta", "🙏", "cheers!", "شکریہ"])
def test_thanks_are_no_answer(text):
    assert is_courtesy(text)


@pytest.mark.parametrize("text", ["thanks, 142/85", "ok", "", "help", "thanks but I feel ill"])
def test_more_than_thanks_is_more(text):
    assert not is_courtesy(text)


def values(text, *questions):
    found = part(text, list(questions), lambda question: Known(at=NOW))
    return {one.question.code: getattr(one.heard, "value", one.heard) for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "1. 142/85 2. yes",
        "142/85, yes",
        "142/85 yes",
        "142/85\nyes",
        "yes 142/85",
        "1) 142/85\n2) yes",
        "yes. 142 over 85",
    ],
)
def test_two_questions_in_one_text(text):
    assert values(text, PRESSURE, TABLETS) == {"pressure": [142, 85], "tablets": True}


def test_what_only_answers_one_of_two_leaves_the_other_open():
    assert values("142/85", PRESSURE, TABLETS) == {"pressure": [142, 85]}
    assert values("2. yes", PRESSURE, TABLETS) == {"tablets": True}


def test_two_readings_under_their_names():
    assert values("weight 81.5 bp 142/85", PRESSURE, WEIGHT) == {"pressure": [142, 85], "weight": 81.5}


def test_one_number_for_two_scales_is_not_shared_out():
    worry = Question("worry", Kind.SCALE, {"en": "How worried, 0 to 10?"}, lowest=0, highest=10)
    assert values("7", PAIN, worry) == {"pain": Why.SEVERAL} or "worry" not in values("7", PAIN, worry)
    assert values("7, 3", PAIN, worry) == {"pain": 7, "worry": 3}


MUCH = Question(
    "breathing",
    Kind.CHOICE,
    {"en": "SAME, WORSE or MUCH worse?"},
    options=(Option("same", {"en": "same"}), Option("worse", {"en": "worse"}), Option("much_worse", {"en": "much"})),
)


@pytest.mark.parametrize("text", ["much worse", "I am much worse today", "MUCH", "much", "it's MUCH WORSE!"])
def test_the_worst_answer_is_not_taken_for_a_lesser_one(text):
    assert heard(text, MUCH) == "much_worse"


@pytest.mark.parametrize(
    ("text", "question", "maybe"),
    [
        ("same or worse", MUCH, {"same", "worse"}),
        ("not worse", MUCH, {"worse"}),
        ("sometimes", TABLETS, {"yes", "no"}),
        ("yes but not all", TABLETS, {"yes", "no"}),
        ("blue", MUCH, set()),
    ],
)
def test_what_an_unclear_answer_may_mean(text, question, maybe):
    assert set(read(text, question, Known(at=NOW)).maybe) == maybe
