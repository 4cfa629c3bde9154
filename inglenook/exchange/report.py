"""What an import did, for people and for programs."""

from dataclasses import dataclass, field
from pathlib import Path

from inglenook.kit.words import plural

from .counts import Counts


@dataclass
class Report:
    """What an import did: outcomes by type, people known by NHS number under another key, and where rejects are."""

    source: str
    counts: Counts = field(default_factory=Counts)
    same_people: int = 0
    listed_before: int = 0  # lines about somebody whom another line is about too, in a preview
    warnings: int = 0
    urgent: int = 0  # results put on a professional's list
    bytes_read: int = 0
    resumed: bool = False
    rejected: Path | None = None
    examples: list[str] = field(default_factory=list)  # of rejects, in a preview

    def as_dict(self) -> dict:
        return {
            "source": self.source,
            "resumed": self.resumed,
            "types": self.counts.as_dict(),
            "total": self.counts.total(),
            "same_people": self.same_people,
            "listed_before": self.listed_before,
            "warnings": self.warnings,
            "urgent": self.urgent,
            "examples": self.examples,
            "rejected_file": str(self.rejected) if self.rejected and self.rejected.exists() else None,
        }

    def sentences(self) -> list[str]:
        """What the counts alone do not say."""
        total = self.counts.total()
        urgent = plural(self.urgent, "urgent result was", "urgent results were")
        said = {
            "A stopped import went on from where it was.": self.resumed,
            "Nothing changed.": not total["kept"],
            f"{plural(self.same_people, 'person was', 'people were')} known already, by NHS number.": self.same_people,
            f"Lines about somebody listed before: {self.listed_before:,}.": self.listed_before,
            f"{plural(self.warnings, 'line was', 'lines were')} taken in part.": self.warnings,
            f"{urgent} put on professionals' lists.": self.urgent,
            f"Rejected lines, with reasons: {self.rejected}": self.rejected and (total["rejected"] or self.warnings),
        }
        return [sentence for sentence, holds in said.items() if holds] + self.examples
