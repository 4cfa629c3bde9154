from hypothesis import given
from hypothesis import strategies as st

from inglenook.planning.plan.merging import merge

BASE = ["walk", "sister", "dizzy", "Tuesday", "\n", "kidneys", "mosque", "\n"]
texts = st.lists(st.sampled_from(BASE), max_size=12)


@st.composite
def insertions(draw, base, marks):
    """A text made from the base by inserting words that nobody else uses."""
    words = list(base)
    for mark in draw(st.lists(st.sampled_from(marks), unique=True, max_size=4)):
        words.insert(draw(st.integers(0, len(words))), mark)
    return words


@st.composite
def two_people_insert(draw):
    base = draw(texts)
    theirs = draw(insertions(base, ["t1", "t2", "t3", "t4"]))
    mine = draw(insertions(base, ["m1", "m2", "m3", "m4"]))
    return base, theirs, mine


def typed(words):
    return " ".join(words)


@given(two_people_insert())
def test_no_inserted_word_of_either_is_lost(texts):
    was, current, now = map(typed, texts)
    merged = merge(was, current, now).text.split()
    assert set(merged) >= set(current.split()) | set(now.split())


@given(two_people_insert())
def test_sending_the_same_again_changes_nothing(texts):
    was, current, now = map(typed, texts)
    once = merge(was, current, now).text
    assert merge(was, once, now).text == once


@given(st.text(), st.text())
def test_what_only_one_changed_stands_as_they_left_it(was, now):
    assert merge(was, was, now).text == now
    assert merge(was, now, was).text == now


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_three_texts_can_be_joined(was, current, now):
    joined = merge(was, current, now).text
    assert joined is not None
    assert merge(was, joined, joined).text == joined


def test_edits_at_different_places_join_without_a_trace():
    merged = merge("Walk on Tuesday.", "Walk on Tuesday and Friday.", "Walk slowly on Tuesday.")
    assert merged.text == "Walk slowly on Tuesday and Friday."
    assert not merged.both


def test_the_same_words_changed_by_both_keep_both():
    merged = merge("Walk on Tuesday", "Walk on Friday", "Walk on Sunday")
    assert merged.text == "Walk on Friday Sunday"
    assert merged.both


def test_words_edited_by_one_while_the_other_took_them_away_stay():
    assert "very dizzy" in merge("Feels dizzy.\nSleeps well.", "Sleeps well.", "Feels very dizzy.\nSleeps well.").text
