"""The form in which a team fills in a checklist."""

from inglenook.kit.choices import RadiosField
from inglenook.kit.fields import IntegerField, TextField
from inglenook.kit.forms import PageForm

from .rules import Checklist, Marks, Part


class CheckForm(PageForm):
    """Each statement with its level, what shows it, and who sees to it; all of it may be left for later."""

    def __init__(self, *args, checklist: Checklist, marks: Marks, **kwargs):
        super().__init__(*args, **kwargs)
        self.checklist = checklist
        for part in checklist.parts:
            for one in part.statements:
                self._add(one.code, one.says, marks.get(one.code, {}))

    def _add(self, code: str, says: str, mark: dict) -> None:
        self.fields[code] = self._level(says)
        level = mark.get("level")
        self.initial[code] = None if level is None else str(level)
        if self.checklist.levels:  # the published form has room of its own for the rest
            self.fields[f"{code}-evidence"] = TextField(label="What shows it", required=False, max_length=500)
            self.fields[f"{code}-owner"] = TextField(label="Who sees to it", required=False, max_length=100)
            self.initial |= {f"{code}-evidence": mark.get("evidence", ""), f"{code}-owner": mark.get("owner", "")}

    def _level(self, says: str):
        levels = self.checklist.levels
        if not levels:
            low, high = self.checklist.lowest, self.checklist.highest
            return IntegerField(label=says, required=False, min_value=low, max_value=high, width=2)
        return RadiosField(label=says, required=False, choices=list(levels.items()), small=True, size="s")

    def of(self, part: Part) -> list[tuple[str, ...]]:
        """The names of the fields of a part, statement by statement."""
        return [
            tuple(name for name in (one.code, f"{one.code}-evidence", f"{one.code}-owner") if name in self.fields)
            for one in part.statements
        ]

    def marks(self) -> Marks:
        """What was said, by statement."""
        found = {}
        for part in self.checklist.parts:
            for one in part.statements:
                level = self.cleaned_data[one.code]
                mark = {"level": None if level in (None, "") else int(level)}
                for name in ("evidence", "owner"):
                    mark[name] = self.cleaned_data.get(f"{one.code}-{name}", "")
                found[one.code] = mark
        return found
