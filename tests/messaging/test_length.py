"""Expected numbers are those of 3GPP TS 23.038 and 23.040, as carriers publish them."""

from decimal import Decimal

import pytest

from inglenook.messaging.length import BASIC, EXTENSION, length, sendable


@pytest.mark.parametrize("text,alphabet,units,segments", [
    ("", "GSM-7", 0, 1),
    ("a" * 160, "GSM-7", 160, 1),
    ("a" * 161, "GSM-7", 161, 2),
    ("a" * 306, "GSM-7", 306, 2),
    ("a" * 307, "GSM-7", 307, 3),
    ("€" * 80, "GSM-7", 160, 1),  # the extension table takes two
    ("€" * 81, "GSM-7", 162, 2),
    ("a" * 152 + "€" + "a" * 153, "GSM-7", 307, 3),  # the pair is not torn: 152, then 2 + 151, then 2
    ("ж" * 70, "UCS-2", 70, 1),
    ("ж" * 71, "UCS-2", 71, 2),
    ("ж" * 134, "UCS-2", 134, 2),
    ("ж" * 135, "UCS-2", 135, 3),
    ("😀" * 35, "UCS-2", 70, 1),
    ("😀" * 36, "UCS-2", 72, 2),
    ("ж" * 66 + "😀" + "ж" * 66, "UCS-2", 134, 3),  # nor is a surrogate pair
    ("`", "UCS-2", 1, 1),  # not in the alphabet, though on every keyboard
    ("ç", "UCS-2", 1, 1),  # only the capital is
    ("Ç", "GSM-7", 1, 1),
])  # fmt: skip
def test_parts_are_counted_as_the_standard_says(text, alphabet, units, segments):
    assert (length(text).alphabet, length(text).units, length(text).segments) == (alphabet, units, segments)


def test_the_tables_have_the_sizes_of_the_standard():
    """128 places of which one is the escape; ten letters beyond it (23.038, 6.2.1 and 6.2.1.1)."""
    assert (len(BASIC), len(EXTENSION)) == (127, 10)


def test_each_part_is_paid_for():
    assert length("a" * 161).cost(Decimal("2.4")) == Decimal("4.8")


def test_typographic_marks_do_not_double_the_cost():
    assert sendable("“It’s fine” – really…") == '"It\'s fine" - really...'
    assert length(sendable("It’s fine")).alphabet == "GSM-7"
