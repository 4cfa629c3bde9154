"""The instruments that are shipped: their questions, licence and published scoring."""

import pytest

from inglenook.measures.api import ask, record
from inglenook.measures.instruments import instruments


def test_every_instrument_names_its_source_and_licence():
    for one in instruments().values():
        assert one.source and one.licence, one.code


def test_ucla_is_the_sum_of_three_from_3_to_9():
    scale = instruments()["ucla3"].scale
    assert scale.bounds == (3, 9)
    assert scale.score({"companionship": 3, "left_out": 3, "isolated": 3}) == 9
    assert scale.score({"companionship": 1, "left_out": 2, "isolated": 1}) == 4
    assert scale.score({"companionship": 1, "left_out": 2}) is None


def test_the_four_of_wellbeing_have_the_bands_of_the_ons_and_no_sum():
    ons4 = instruments()["ons4"]
    assert ons4.scale is None
    words = [ons4.question("happy").says(value) for value in (0, 4, 5, 6, 7, 8, 9, 10)]
    assert words == [
        "0 (low)",
        "4 (low)",
        "5 (medium)",
        "6 (medium)",
        "7 (high)",
        "8 (high)",
        "9 (very high)",
        "10 (very high)",
    ]
    anxious = [ons4.question("anxious").says(value) for value in (1, 2, 3, 4, 5, 6)]
    assert anxious == ["1 (very low)", "2 (low)", "3 (low)", "4 (medium)", "5 (medium)", "6 (high)"]


@pytest.mark.django_db
def test_what_was_asked_is_answered_later(person, nurse):
    asked = ask(person=person, instrument="ucla3", by=nurse)
    given = {"companionship": 2, "left_out": 2, "isolated": 2}
    kept = record(person=person, instrument="ucla3", answers=given, way="web", by=person.user, asked=asked)
    assert (kept.pk, kept.score, kept.low, kept.high) == (asked.pk, 6, 3, 9)


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [{"companionship": 4}, {"else": 1}])
def test_what_the_instrument_does_not_have_is_refused(person, nurse, answers):
    with pytest.raises(ValueError, match="ucla3 has no answer"):
        record(person=person, instrument="ucla3", answers=answers, way="web", by=nurse)
