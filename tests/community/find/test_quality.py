"""How good the search is over the demonstration's directory. Questions are graded by reading the services."""

import pytest

from inglenook.community.models import Service
from inglenook.demo.services import identifier

from .quality import ndcg, ours, plain, plain_any, quality, questions

pytestmark = pytest.mark.django_db


def test_the_measure_is_that_of_its_paper():
    """By hand: gains 7, 0, 3 at places 1 to 3 are 7 + 3/2 = 8.5; at best 7 + 3/log2(3) = 8.893."""
    assert ndcg(["a", "x", "b"], {"a": 3, "b": 2}) == pytest.approx(8.5 / 8.89279, abs=1e-4)
    assert ndcg(["a", "b"], {"a": 3, "b": 2}) == 1


def test_questions_are_enough_and_graded_answers_are_there(directory):
    asked = [*questions()["seen"], *questions()["unseen"]]

    assert len(asked) >= 60
    assert len(questions()["unseen"]) >= len(asked) / 3
    named = {identifier("services", code) for one in asked for code in one["grades"]}
    assert Service.objects.filter(source_id__in=named).count() == len(named)


def test_what_is_found_is_good_and_far_better_than_what_postgresql_ranks_by_itself(directory):
    seen, unseen = quality(ours, "seen"), quality(ours, "unseen")

    assert seen >= 0.85
    assert unseen >= 0.72
    for kind, ours_is in (("seen", seen), ("unseen", unseen)):
        assert ours_is > quality(plain, kind) + 0.3
        assert ours_is > quality(plain_any, kind) + 0.1
