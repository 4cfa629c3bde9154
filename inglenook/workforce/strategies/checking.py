"""What a strategy's entry in a file must hold. A fault says where it is and how to mend it. Plain Python."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

REQUIRED = {
    "code": str, "name": str, "barriers": list, "com_b": str, "group": str, "component": str, "say": list,
    "next": str, "not_for": list, "evidence": dict, "minutes": int, "action": dict,
}  # fmt: skip
OPTIONAL = {"first": str, "settings": list, "better": dict, "worse": dict}
EVIDENCE = {"strength": str, "says": str, "limits": str, "sources": list}
ACTION = {"what": str, "who": str}
ACTION_MORE = {"when": str, "how_often": str, "if_this": str, "then_that": str}
EXCLUSION, EXCLUSION_MORE = {"words": str}, {"conditions": list}
KINDS = {str: "text", list: "a list", dict: "a mapping", int: "a whole number"}
WORDINGS = 2


class StrategiesWrong(ValueError):
    """Files of strategies that cannot be taken. The message has one line for each fault: place, fault, how to mend."""


@dataclass(frozen=True)
class Known:
    """The words an entry may use, each with where they are listed."""

    barriers: Collection[str]
    com_b: Collection[str]
    groups: Collection[str]
    components: Collection[str]
    strengths: Collection[str]
    sources: Collection[str]
    conditions: Collection[str]
    facts: Collection[str]  # conditions, needs and barriers
    who: Collection[str]
    settings: Collection[str]


def faults(place: str, entry: object, known: Known) -> list[str]:
    """Everything that is wrong with one entry."""
    if not isinstance(entry, dict):
        return [f"{place}: an entry is a mapping that begins with `- code:`"]
    shape = list(_shape(place, entry, REQUIRED, OPTIONAL))
    return shape or list(_contents(place, entry, known))


def _shape(place: str, entry: dict, required: dict, optional: dict) -> Iterator[str]:
    for key in required.keys() - entry.keys():
        yield f"{place}: `{key}` is missing; add it"
    for key, value in entry.items():
        kind = (required | optional).get(key)
        if kind is None:
            yield f"{place}: `{key}` is not known; quote text that has a comma or colon, or take it out"
        elif not isinstance(value, kind) or value in ("", [], {}):
            yield f"{place}: `{key}` is to be {KINDS[kind]} that is not empty"


def _contents(place: str, entry: dict, known: Known) -> Iterator[str]:
    evidence, action = entry["evidence"], entry["action"]
    yield from _shape(f"{place}, evidence", evidence, EVIDENCE, {})
    yield from _shape(f"{place}, action", action, ACTION, ACTION_MORE)
    yield from _one_of(place, entry, {"com_b": known.com_b, "group": known.groups, "component": known.components})
    yield from _one_of(f"{place}, evidence", evidence, {"strength": known.strengths})
    yield from _one_of(f"{place}, action", action, {"who": known.who})
    yield from _listed(place, "barriers", entry["barriers"], known.barriers)
    yield from _listed(place, "settings", entry.get("settings", ()), known.settings)
    yield from _listed(f"{place}, evidence", "sources", evidence.get("sources", ()), known.sources)
    for key in ("better", "worse"):
        yield from _listed(place, key, entry.get(key, {}), known.facts)
    yield from _exclusions(place, entry["not_for"], known.conditions)
    if len(entry["say"]) < WORDINGS or not all(isinstance(one, str) for one in entry["say"]):
        yield f"{place}: `say` needs at least {WORDINGS} wordings, each as text; quote one that has a colon"
    if bool(action.get("if_this")) != bool(action.get("then_that")):
        yield f"{place}, action: `if_this` and `then_that` go together; add the other"


def _exclusions(place: str, exclusions: list, conditions: Collection[str]) -> Iterator[str]:
    for number, one in enumerate(exclusions, 1):
        where = f"{place}, not_for {number}"
        if not isinstance(one, dict):
            yield f"{where}: write it as `words: …`"
            continue
        yield from _shape(where, one, EXCLUSION, EXCLUSION_MORE)
        yield from _listed(where, "conditions", one.get("conditions", ()), conditions)


def _one_of(place: str, entry: dict, allowed: dict[str, Collection[str]]) -> Iterator[str]:
    for key, words in allowed.items():
        if key in entry and entry[key] not in words:
            yield f"{place}: `{key}` cannot be “{entry[key]}”; use one of {', '.join(words)}"


def _listed(place: str, key: str, given: Collection, allowed: Collection[str]) -> Iterator[str]:
    for word in given:
        if word not in allowed:
            yield f"{place}: `{key}` names “{word}”, which is not listed; look for its code in the data folder"
