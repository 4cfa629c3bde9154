"""Every hazard names a test that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HAZARDS = sorted((ROOT / "docs" / "safety" / "hazards").glob("H-*.md"))


@pytest.mark.parametrize("path", HAZARDS, ids=lambda p: p.stem)
def test_the_hazard_is_guarded_by_a_test_that_exists(path):
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", path.read_text())
    assert named, "name the guarding test as `tests/…/test_x.py::test_y`"
    for file, function in named:
        assert (ROOT / file).exists(), file
        assert not function or f"def {function}(" in (ROOT / file).read_text(), f"{file}::{function}"


def test_hazards_have_numbers_of_their_own():
    numbers = [path.stem.split("-")[1] for path in HAZARDS]
    assert len(numbers) == len(set(numbers))
