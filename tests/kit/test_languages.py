"""Dates, numbers and vital words as each language has them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from inglenook.kit import fields, languages, signed, words
from inglenook.kit.forms import PageForm

DAY = date(2026, 6, 4)  # a Thursday
EMERGENCY = "If it is an emergency, ring 999."


# As the CLDR charts of version 47 write them, with digits 0 to 9.
@pytest.mark.parametrize(
    "language, day, weekday",
    [
        ("en", "4 June 2026", "Thursday 4 June"),
        ("cy", "4 Mehefin 2026", "Dydd Iau, 4 Mehefin"),
        ("pl", "4 czerwca 2026", "czwartek, 4 czerwca"),
        ("ur", "4 جون، 2026", "جمعرات، 4 جون"),
        ("pa", "4 ਜੂਨ 2026", "ਵੀਰਵਾਰ, 4 ਜੂਨ"),
        ("bn", "4 জুন, 2026", "বৃহস্পতিবার, 4 জুন"),
    ],
)
def test_a_date_is_written_as_its_language_writes_it(language, day, weekday):
    with languages.speaking(language):
        assert words.day(DAY) == day
        assert words.weekday(datetime(2026, 6, 4, 10, 20)) == weekday  # noqa: DTZ001 - a time of the clock on the wall


@pytest.mark.parametrize("language, said", [("en", "12,345.6"), ("pl", "12\u00a0345,6"), ("bn", "12,345.6")])
def test_a_number_has_the_signs_of_its_language(language, said):
    with languages.speaking(language):
        assert words.number(Decimal("12345.60")) == said


class Weight(PageForm):
    kg = fields.DecimalField(label="Weight", max_value=400)


@pytest.mark.parametrize(
    "language, typed", [("en", "81.5"), ("pl", "81,5"), ("pl", "81.5"), ("ur", "۸۱.۵"), ("bn", "৮১.৫")]
)
def test_a_number_is_read_as_its_language_writes_it(language, typed):
    with languages.speaking(language):
        form = Weight({"kg": typed})
        assert form.is_valid() and form.cleaned_data["kg"] == Decimal("81.5")


@pytest.mark.parametrize("language, typed", [("en", "81,5"), ("bn", "81,5")])
def test_a_comma_is_not_taken_for_a_point_where_it_is_none(language, typed):
    with languages.speaking(language):
        assert not Weight({"kg": typed}).is_valid()


def test_vital_words_have_their_english_beside_them_until_signed_off(monkeypatch):
    translated = "Mewn argyfwng, ffoniwch 999."
    monkeypatch.setattr(signed, "gettext", {EMERGENCY: translated}.get)
    with languages.speaking("cy"):
        beside = signed.vital(EMERGENCY)
        monkeypatch.setattr(signed, "signed", lambda language: {(EMERGENCY, translated)})
        alone = signed.vital(EMERGENCY)
    assert beside == f'{translated} <span class="beside" lang="en" dir="ltr">{EMERGENCY}</span>'
    assert alone == translated


def test_what_fills_vital_words_is_escaped():
    assert signed.vital("Ring %(who)s now.", who="<b>") == "Ring &lt;b&gt; now."


@pytest.mark.parametrize(
    "code, ours",
    [
        ("en-GB", "en-gb"),
        ("en", "en-gb"),
        ("pl-PL", "pl"),
        ("ur", "ur"),
        ("ur-Latn", ""),
        ("gu", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_which_language_of_ours_a_code_stands_for(code, ours):
    assert languages.offered(code) == ours


def test_words_kept_in_english_are_found_without_their_numbers(monkeypatch):
    monkeypatch.setattr(words, "gettext", lambda said: {"{} to {}": "{} i {}", "low": "isel"}.get(said, said))
    with languages.speaking("cy"):
        assert words.translated("3.5 to 5.3") == "3.5 i 5.3"
        assert words.translated("low") == "isel"
        assert words.translated("Line 4") == "Line 4"
        assert words.translated("") == ""
