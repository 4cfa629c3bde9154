"""Read the strategies, barriers and words of the frames from `workforce/data/`. Plain Python."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from .checking import Known, StrategiesWrong, faults
from .rules import SETTINGS, Barrier, Evidence, Exclusion, Source, Step, Strategy

DATA = Path(__file__).parent.parent / "data"
CONDITIONS = Path(__file__).parents[2] / "people/data/condition_groups.yaml"
WHO = ("person", "professional", "other")
HEAD = {"dated", "sign_off", "strategies"}


@dataclass(frozen=True)
class Library:
    """All strategies and barriers by code, and the frames' words for their tags."""

    strategies: dict[str, Strategy]
    barriers: dict[str, Barrier]
    frames: dict[str, dict[str, str]]
    sources: dict[str, Source]
    dated: str
    sign_off: str


@cache
def library() -> Library:
    """The library that comes with Inglenook."""
    return read_library(DATA)


def read_library(folder: Path) -> Library:
    """The library in a folder. Raises StrategiesWrong with every fault, where it is and how to mend it."""
    frames, named = _mapping(folder / "frames.yaml"), _mapping(folder / "barriers.yaml")
    sources = {code: Source(code, **one) for code, one in _mapping(folder / "sources.yaml")["sources"].items()}
    known = _known(frames, named["barriers"], sources)
    entries, wrong = [], []
    for path in sorted((folder / "strategies").glob("*.yaml")):
        of_file, faulty = _entries(path, known)
        entries += of_file
        wrong += faulty
    wrong += [f"{code}: two strategies have this code; give one another" for code in _twice(entries)]
    if wrong:
        raise StrategiesWrong("\n".join(wrong))
    return Library(
        strategies={one["code"]: _strategy(one, sources) for one in entries},
        barriers={
            code: Barrier(code, **one | {"heard": tuple(one["heard"])}) for code, one in named["barriers"].items()
        },
        frames=frames,
        sources=sources,
        dated=str(named["dated"]),
        sign_off=named["sign_off"],
    )


def _known(frames: dict, barriers: dict, sources: dict) -> Known:
    conditions = _mapping(CONDITIONS)["groups"].keys()
    return Known(
        barriers=barriers.keys(),
        com_b=frames["com_b"].keys(),
        groups=frames["groups"].keys(),
        components=frames["components"].keys(),
        strengths=frames["strengths"].keys(),
        sources=sources.keys(),
        conditions=conditions,
        facts=conditions | frames["needs"].keys() | barriers.keys(),
        who=WHO,
        settings=SETTINGS,
    )


def _entries(path: Path, known: Known) -> tuple[list[dict], list[str]]:
    """The entries of one file, or what is wrong with it."""
    try:
        given = _mapping(path)
    except StrategiesWrong as problem:
        return [], [str(problem)]
    if missing := HEAD - given.keys():
        return [], [f"{path.name}: `{'`, `'.join(sorted(missing))}` is missing at the top; add it"]
    entries = given["strategies"] or []
    wrong = [fault for number, one in enumerate(entries, 1) for fault in faults(_place(path, number, one), one, known)]
    return ([], wrong) if wrong else (entries, [])


def _place(path: Path, number: int, entry: object) -> str:
    code = entry.get("code") if isinstance(entry, dict) else None
    return f"{path.name}, {code or f'entry {number}'}"


def _mapping(path: Path) -> dict:
    try:
        given = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise StrategiesWrong(f"{path.name}{line}: this is not YAML; quote text that has a colon or comma") from problem
    if not isinstance(given, dict):
        raise StrategiesWrong(f"{path.name}: the file is to be a mapping; see a file that comes with Inglenook")
    return given


def _twice(entries: list[dict]) -> list[str]:
    return [code for code, count in Counter(one["code"] for one in entries).items() if count > 1]


def _strategy(given: dict, sources: dict[str, Source]) -> Strategy:
    evidence = given["evidence"]
    return Strategy(
        **{key: given[key] for key in ("code", "name", "com_b", "group", "component", "next", "minutes")},
        barriers=tuple(given["barriers"]),
        say=tuple(given["say"]),
        not_for=tuple(Exclusion(one["words"], frozenset(one.get("conditions", ()))) for one in given["not_for"]),
        evidence=Evidence(**evidence | {"sources": tuple(sources[code] for code in evidence["sources"])}),
        action=Step(**given["action"]),
        first=given.get("first", ""),
        settings=frozenset(given.get("settings", SETTINGS)),
        better=given.get("better", {}),
        worse=given.get("worse", {}),
    )
