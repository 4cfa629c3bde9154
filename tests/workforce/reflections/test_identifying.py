"""What could say who a person is, is found; what cannot, is let be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inglenook.workforce.reflections.identifying import findings, mark_of

NHS = "943 476 5919"  # the example number of the NHS data dictionary: check digit 9


@pytest.mark.parametrize(
    ("text", "words", "looks_like"),
    [
        (f"Her number is {NHS}.", NHS, "an NHS number"),
        ("9434765919 again", "9434765919", "an NHS number"),
        ("born 4/6/1951, she said", "4/6/1951", "a full date, perhaps of birth"),
        ("born on 4th of June 1951", "4th of June 1951", "a full date, perhaps of birth"),
        ("1951-06-04", "1951-06-04", "a full date, perhaps of birth"),
        ("lives at LS6 2AB now", "LS6 2AB", "a postcode"),
        ("rang 07700 900123 twice", "07700 900123", "a telephone number"),
        ("wrote to ann@example.com", "ann@example.com", "an email address"),
        ("Mrs Hussain laughed", "Mrs Hussain", "a name"),
        ("amina hussain laughed", "amina hussain", "the name of somebody on your list"),
        ("Amina O’Neill came", "Amina O’Neill", "the name of somebody on your list"),
    ],
)
def test_identifiers_are_found(text, words, looks_like):
    listed = [("Amina", "Hussain"), ("Amina", "O’Neill")]
    assert [(f.words, f.looks_like) for f in findings(text, listed)] == [(words, looks_like)]


@pytest.mark.parametrize(
    "text",
    [
        "A man in his seventies who had stopped walking.",
        "We had 20 minutes and 3 goals; HbA1c was 64 and BP 152/84.",
        "On Thursday 4 June we agreed to ring on 12 June.",
        "1234567890 is a number that fails the check.",
        "She came back from the corner shop at 10.30 on day 2.",
    ],
)
def test_plain_words_are_let_be(text):
    assert findings(text, [("Amina", "Hussain")]) == []


def test_looking_at_one_thing_does_not_wave_another_through():
    assert mark_of(findings("Mrs Hussain")) != mark_of(findings("Mrs Khan"))
    assert mark_of(findings("Mrs Hussain")) == mark_of(findings("then Mrs Hussain spoke"))


@given(st.integers(0, 999_999_999), st.sampled_from(["", " ", "-"]))
def test_every_valid_nhs_number_is_found(nine, between):
    """The check digit by hand: weights 10 to 2, 11 less the remainder, 11 is 0, 10 is no number."""
    digits = f"{nine:09}"
    check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11
    if check == 10:
        return
    number = digits + str(check % 11)
    text = between.join((number[:3], number[3:6], number[6:]))
    found = findings(f"It is {text} I think")
    from nhs_number import is_valid

    assert bool(is_valid(number)) == ("an NHS number" in [f.looks_like for f in found])


@given(st.text(max_size=400))
def test_no_text_breaks_the_search(text):
    findings(text, [("A", "B")])
