"""What became of the lines, by type: every line read is in exactly one of four outcomes."""

from collections import Counter

OUTCOMES = ("kept", "unchanged", "ignored", "rejected")


class Counts:
    """Outcomes by type, of one file or of many."""

    def __init__(self, by_type: dict[str, dict[str, int]] | None = None):
        self._by_type = {type_: Counter(outcomes) for type_, outcomes in (by_type or {}).items()}

    def add(self, type_: str, **outcomes: int) -> None:
        self._by_type.setdefault(type_, Counter()).update(outcomes)

    def __iadd__(self, other: "Counts") -> "Counts":
        for type_, outcomes in other._by_type.items():
            self.add(type_, **outcomes)
        return self

    def as_dict(self) -> dict[str, dict[str, int]]:
        """Type to `read` and each outcome; `read` is their sum."""
        return {
            type_: {"read": sum(found[o] for o in OUTCOMES)} | {o: found[o] for o in OUTCOMES}
            for type_, found in sorted(self._by_type.items())
        }

    def outcomes(self) -> dict[str, dict[str, int]]:
        """For keeping in a file's row."""
        return {type_: dict(outcomes) for type_, outcomes in self._by_type.items()}

    def total(self) -> dict[str, int]:
        total = Counter()
        for row in self.as_dict().values():
            total.update(row)
        return {name: total[name] for name in ("read", *OUTCOMES)}
