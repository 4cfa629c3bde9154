"""What a measurement says, and how all of them are printed and kept."""

import json
import os
import platform
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True)
class Row:
    """One measurement beside an alternative.

    `ours` and `beside` are in `unit`; `beside_name` says what the alternative is. `goal` is the number to hold in
    `unit`, a least value unless `lower_is_better`.
    """

    name: str
    ours: float
    unit: str
    beside: float | None = None
    beside_name: str = ""
    goal: float | None = None
    lower_is_better: bool = False
    note: str = ""
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    loop_ms: tuple[float, float] | None = None  # `loop_ms()` right before and after: how fast the machine was then

    @property
    def ratio(self) -> float | None:
        """How many times better than the alternative; None without one."""
        if not self.beside or not self.ours:
            return None
        return self.beside / self.ours if self.lower_is_better else self.ours / self.beside

    @property
    def passes(self) -> bool | None:
        """Whether the goal is held; None without one."""
        if self.goal is None:
            return None
        return self.ours <= self.goal if self.lower_is_better else self.ours >= self.goal

    def as_dict(self) -> dict:
        return asdict(self) | {"ratio": _rounded(self.ratio), "pass": self.passes}


def loop_ms() -> float:
    """Milliseconds of a plain loop in Python, the best of five: machines that are shared are not always as fast."""
    return round(min(_looped() for _ in range(5)), 1)


def _looped() -> float:
    start, total = time.perf_counter(), 0
    for number in range(1_000_000):
        total += number * number
    return 1000 * (time.perf_counter() - start)


def machine() -> dict:
    """The facts without which the figures say nothing."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gb": round(pages / 1024**3, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def keep(facts: dict, rows: list[Row]) -> None:
    """Write the latest results: these rows in place of their namesakes, beside the rows of other runs."""
    RESULTS.parent.mkdir(exist_ok=True)
    kept = json.loads(RESULTS.read_text())["rows"] if RESULTS.exists() else []
    rows_by_name = {row["name"]: row for row in kept} | {row.name: row.as_dict() for row in rows}
    RESULTS.write_text(json.dumps({"machine": facts, "rows": list(rows_by_name.values())}, indent=2) + "\n")


def show(facts: dict, rows: list[Row]) -> None:
    """Print one table."""
    table = Table("name", "ours", "unit", "beside", "ratio", "goal", "pass", caption=_caption(facts))
    for row in rows:
        beside = f"{row.beside:,.4g} {row.beside_name}" if row.beside is not None else row.beside_name
        verdict = {True: "yes", False: "no", None: ""}[row.passes]
        cells = [row.name, f"{row.ours:,.4g}", row.unit, beside, _text(row.ratio), _text(row.goal), verdict]
        table.add_row(*cells)
    Console().print(table)


def _caption(facts: dict) -> str:
    return f"{facts['cores']} cores, {facts['processor']}, {facts['memory_gb']} GB; load before {facts['load_before']}"


def _text(number: float | None) -> str:
    return "" if number is None else f"{number:,.4g}"


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
