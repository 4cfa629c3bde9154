from collections import Counter
from pathlib import Path

DECISIONS = Path(__file__).resolve().parents[2] / "docs" / "decisions"


def test_decision_records_have_numbers_of_their_own():
    numbers = Counter(path.name.split("-")[0] for path in DECISIONS.glob("*.md"))
    assert [number for number, times in numbers.items() if times > 1] == []
    assert all(number.isdigit() and len(number) == 4 for number in numbers)
