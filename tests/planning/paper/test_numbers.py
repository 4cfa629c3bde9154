from hypothesis import given
from hypothesis import strategies as st

from inglenook.core.tokens import ALPHABET
from inglenook.planning.paper.numbers import make_number, read_number


def test_a_number_is_read_however_it_is_typed():
    number = make_number()
    assert read_number(f" {number.lower().replace('-', ' ')} ") == number
    assert read_number(number.replace("0", "O").replace("1", "l")) == number


def test_the_last_letter_is_worked_out_by_hand():
    """2*1 + 3*2 + 4*3 + 5*4 + 6*5 + 7*6 + 8*7 = 168; 168 mod 31 = 13, which is d."""
    assert read_number("1234567d") == "1234-567D"
    assert read_number("1234567e") is None


@given(st.text(ALPHABET, min_size=7, max_size=7), st.integers(0, 5))
def test_two_neighbours_that_change_places_are_caught(letters, place):
    number = read_number(next(letters + last for last in ALPHABET if read_number(letters + last)))
    plain = number.replace("-", "").lower()
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    alike = {plain[place], plain[place + 1]} == {"0", "z"}  # 31 apart, and 31 is the prime
    assert swapped == plain or alike or read_number(swapped) is None


def test_what_is_no_number_is_none():
    assert read_number("") is read_number("12345") is read_number("no such form") is None
