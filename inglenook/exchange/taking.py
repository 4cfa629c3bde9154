"""What is to become of each line of a batch, decided before anything is written."""

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from .documents import UNREADABLE
from .files import Batch, Place, batches, mentions
from .organisations import Organisations
from .reader import Reader
from .tables import ORDER


@dataclass
class Taken:
    """A batch as read: `rows` to store (None when there are none of its type), entries for the file of rejects,
    and the outcomes that are certain already. Lines in `rows` are kept or unchanged, as the store will say.
    """

    type: str
    rows: pa.Table | None = None
    rejects: list[dict] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)

    def lacks_practice(self) -> bool:
        """Whether these are people of whom somebody came with no practice."""
        return self.type == "Patient" and self.rows is not None and bool(self.rows["practice_id"].null_count)


class Taker:
    """Turns batches into what is to be stored."""

    def __init__(self, reader: Reader, organisations: Organisations):
        self._reader, self._organisations = reader, organisations
        self.patients: list[Place] = []  # where a reference that is a search may be found
        self.registered = 0  # organisations kept after all, since people are registered there
        self._knows_identifiers = False

    def take(self, batch: Batch) -> Taken:
        """A batch as read, with an entry more when its file cannot be read any further."""
        taken = self._take(batch)
        if batch.fault:
            taken.rejects.append(_entry(batch, len(batch.lines), batch.fault))
            taken.outcomes["rejected"] = taken.outcomes.get("rejected", 0) + 1
        return taken

    def _take(self, batch: Batch) -> Taken:
        if batch.type == UNREADABLE:
            rejects = [_entry(batch, i, reason) for i, reason in enumerate(batch.lines.to_pylist())]
            return Taken(batch.type, rejects=rejects, outcomes={"rejected": len(rejects)})
        if batch.type == "Organization":
            return self._organisations_of(batch)
        if batch.type not in ORDER:
            return Taken(batch.type, outcomes={"ignored": len(batch.lines)})
        rows = self._reader.read(batch.type, batch.lines)
        if self._register(rows) if batch.type == "Patient" else self._find(batch.lines, rows):
            rows = self._reader.read(batch.type, batch.lines)
        return sorted_out(batch, rows)

    def _find(self, lines: pa.Array, rows: pa.Table) -> bool:
        """Once, when references to people are searches: know people by their identifiers too."""
        nothing_amiss = rows["reason"].null_count == len(rows)
        if self._knows_identifiers or nothing_amiss or not mentions(lines, b'"Patient?'):
            return False
        for place in self.patients:
            for batch in batches(place):
                self._reader.learn_identifiers(batch.lines)
        self._knows_identifiers = True
        return True

    def _register(self, rows: pa.Table) -> int:
        """Keep organisations that people are registered at and that are not known yet; returns how many."""
        unknown = rows.filter(pc.and_(pc.is_null(rows["practice_id"]), pc.is_valid(rows["registered_at"])))
        made = self._organisations.register(set(unknown["registered_at"].unique().to_pylist()))
        if made:
            self._reader.learn("organisation", self._organisations.ids())
        self.registered += made
        return made

    def _organisations_of(self, batch: Batch) -> Taken:
        taken = Taken(batch.type)
        for i, line in enumerate(batch.lines.to_pylist()):
            if not line.strip():
                continue
            outcome = self._organisations.take(line)
            if outcome not in ("kept", "unchanged", "ignored"):
                taken.rejects.append(_entry(batch, i, outcome))
                outcome = "rejected"
            taken.outcomes[outcome] = taken.outcomes.get(outcome, 0) + 1
        self._organisations.settle()
        self._reader.learn("organisation", self._organisations.ids())
        return taken


def sorted_out(batch: Batch, rows: pa.Table) -> Taken:
    """Part what can be stored from what is rejected: a line with one bad row is rejected whole."""
    taken = Taken(batch.type, rows)
    if "is_ignored" in rows.column_names:
        taken.outcomes = {"ignored": pc.sum(rows["is_ignored"]).as_py() or 0}
        rows = taken.rows = rows.filter(pc.invert(rows["is_ignored"]))
    if rows["reason"].null_count < len(rows):
        bad = rows.filter(pc.is_valid(rows["reason"])).select(["place", "reason"])
        reasons = dict(zip(bad["place"].to_pylist(), bad["reason"].to_pylist(), strict=True))
        taken.rejects = [_entry(batch, place, reason) for place, reason in reasons.items()]
        taken.outcomes["rejected"] = len(reasons)
        is_bad = pc.is_in(rows["place"], value_set=pa.array(list(reasons), rows["place"].type))
        taken.rows = rows.filter(pc.invert(is_bad))
    if "warning" in rows.column_names:
        warned = taken.rows.filter(pc.is_valid(taken.rows["warning"]))
        pairs = zip(warned["place"].to_pylist(), warned["warning"].to_pylist(), strict=True)
        taken.rejects += [_entry(batch, place, warning, kept=True) for place, warning in pairs]
    return taken


def _entry(batch: Batch, place: int, reason: str, *, kept: bool = False) -> dict:
    file, line = batch.where(place)
    return {"file": file, "line": line, "type": batch.type, "reason": reason, "kept": kept}
