"""The lines that could not be taken, with their place and reason: `rejected.ndjson` in the run's folder."""

from collections.abc import Mapping
from pathlib import Path

import orjson

from .models import ImportFile


class Rejects:
    """Adds to the file; what the people's lines say is not repeated there."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.path = folder / "rejected.ndjson"

    def forget_unfinished(self, files: Mapping[str, ImportFile]) -> None:
        """Drop what a stopped run wrote about lines that are going to be read again."""
        entries = self._entries()
        if entries:
            kept = [e for e in entries if (f := files.get(e["file"])) and (f.is_done or e["line"] <= f.lines)]
            self.path.unlink()
            self.add(kept)

    def warnings(self) -> int:
        """How many lines were taken but for a part of them."""
        return sum(entry["kept"] for entry in self._entries())

    def _entries(self) -> list[dict]:
        return [orjson.loads(line) for line in self.path.read_bytes().splitlines()] if self.path.exists() else []

    def add(self, entries: list[dict]) -> None:
        """Add entries {file, line, type, reason, kept}; `kept` is true when all but a part of the line was taken."""
        if not entries:
            return
        with self.path.open("ab") as file:
            file.writelines(orjson.dumps(entry) + b"\n" for entry in entries)
