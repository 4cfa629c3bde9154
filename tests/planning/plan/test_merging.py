from hypothesis import assume, given
from hypothesis import strategies as st

from inglenook.planning.plan.merging import WORDS, has_arrived, merge

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


@given(two_people_insert(), texts, st.booleans())
def test_sending_the_same_again_is_recognised_whatever_was_written_since(texts, later, together):
    was, current, now = map(typed, texts)
    assume(typed(later) != was)  # back where it began, the words sent again are better kept than dropped
    before = [was, current] if together else [was]
    states = [*before, merge(was, before[-1], now).text, typed(later)]
    assert has_arrived(states, was, now) or before[-1] == states[len(before)]


@given(texts, texts)
def test_what_was_never_sent_has_not_arrived(was, current):
    assert not has_arrived([typed(was), typed(current)], typed(was), typed([*was, "new"]))


@given(st.text(), st.text())
def test_what_only_one_changed_stands_as_they_left_it(was, now):
    assert merge(was, was, now).text == now
    assert merge(was, now, was).text == now


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_every_word_that_both_left_alone_stays(was, current, now):
    kept = set(WORDS.findall(current)) & set(WORDS.findall(now))
    assert kept <= set(WORDS.findall(merge(was, current, now).text))


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
