"""Words of danger: what must be found, what must not alarm, and what is known to be missed or to alarm in vain."""

import pytest

from inglenook.between.replies.danger import Danger, danger_in

BODY = [
    "I have chest pain",
    "chest pains since this morning",
    "my chest really hurts",
    "pain in my chest and arm",
    "Chest feels very tight",
    "think im having a heart attack",
    "I can’t breathe",
    "cant breath properly",
    "struggling for breath",
    "I'm really struggling to breathe 142/85",
    "my lips are blue",
    "his face is drooping",
    "her speech is slurred",
    "cant lift my left arm",
    "he has collapsed",
    "I blacked out in the kitchen",
    "she wont wake up",
    "coughing up blood",
    "bleeding and it wont stop",
    "my meter just says HI",
    "please call an ambulance",
    "142/85 but bad chest pain",
    "no. chest pain now",
    "سینے میں درد ہے",
    "seene mein dard hai",
    "nie mogę oddychać",
    "mam ból w klatce",
    "বুকে ব্যথা",
    "ألم في الصدر",
    "poen yn y frest",
]
MIND = [
    "I want to die",
    "wish i was dead",
    "they'd be better off without me",
    "going to kill myself",
    "feeling suicidal",
    "thinking about sucide",
    "I took too many tablets",
    "I have taken an overdose",
    "want to hurt myself",
    "I cant go on",
    "i dont want to be here any more",
    "no reason to live",
    "can't take it anymore",
    "chest pain and want to die",
    "میں مرنا چاہتا ہوں",
    "chcę umrzeć",
    "মরতে চাই",
]
HARMLESS = [
    "142/85",
    "yes",
    "no chest pain today",
    "haven't had any chest pain",
    "not suicidal, just tired",
    "dying for a cup of tea",
    "the stroke nurse came",
    "can't see you on tuesday",
    "I did the breast stroke 20 lengths",
    "took all my tablets",
    "my knee is hurting me",
    "Hi nurse",
    "fitting in a walk each day",
    "breathing is the same",
    "pain 7",
]
# Known, and left so: each is a hazard's remainder (H-070). A false alarm costs a call.
ALARMS_IN_VAIN = [
    "my mother had a stroke in 1990",
    "I called 999 last year and all was well",
    "chest pain clinic on tuesday",
]
MISSED = ["my heart feels funny", "everything is pointless", "fell down the stairs", "elephant sat on me"]


@pytest.mark.parametrize("text", BODY)
def test_a_body_in_danger(text):
    assert danger_in(text) == Danger.BODY


@pytest.mark.parametrize("text", MIND)
def test_a_mind_in_danger(text):
    assert danger_in(text) == Danger.MIND


@pytest.mark.parametrize("text", HARMLESS)
def test_no_danger(text):
    assert danger_in(text) is None


@pytest.mark.parametrize("text", ALARMS_IN_VAIN)
def test_what_is_known_to_alarm_in_vain(text):
    assert danger_in(text) is not None


@pytest.mark.parametrize("text", MISSED)
def test_what_is_known_to_be_missed(text):
    assert danger_in(text) is None
