"""The states of a review cycle and the steps between them, as a table. The diagram in the reference is made from it.

Source of the stages: NHS North Central London's long-term conditions model of care (Open Government Licence), which
counts check and test, sharing, plan agreed, plan reviewed, declined, and expiry twelve months after agreement.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

CODES = Path(__file__).parent / "data" / "cycle_codes.yaml"

STATES = {
    "due": "Due",
    "gathering": "Gathering tests",
    "prepared": "Preparing",
    "conversing": "Conversation under way",
    "agreed": "Plan agreed",
    "reviewed": "Reviewed",
    "declined": "Declined this year",
    "not_reached": "Could not be reached",
    "expired": "Expired",
}
OPEN_STATES = ["due", "gathering", "prepared", "conversing", "agreed"]
ENDED_STATES = [state for state in STATES if state not in OPEN_STATES]


@dataclass(frozen=True)
class Step:
    """A step of the cycle: from which states it may be taken, to which it leads, and the code it is counted by."""

    name: str
    title: str
    begins: tuple[str, ...]
    ends: str
    code: str = ""


class CodesWrong(ValueError):
    """The file of codes names a step that the cycle does not have, or is no such file."""


def codes(path: Path) -> dict[str, str]:
    """The code of each step, as the file says. Raises CodesWrong."""
    try:
        return {step: str(code) for step, code in yaml.safe_load(path.read_text())["codes"].items()}
    except (OSError, yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
        raise CodesWrong(f"{path} gives no codes of the review cycle: {error}") from error


def with_codes(steps: tuple[Step, ...], codes: dict[str, str]) -> dict[str, Step]:
    """The steps by name, each with its code. Raises CodesWrong for a step that does not exist."""
    if unknown := codes.keys() - {step.name for step in steps}:
        raise CodesWrong(f"The review cycle has no step {', '.join(sorted(unknown))}")
    return {step.name: replace(step, code=codes.get(step.name, "")) for step in steps}


STEPS = with_codes(
    (
        Step("gather", "Tests being gathered", ("due",), "gathering"),
        Step("restart", "Gathering taken back", ("gathering",), "due"),
        Step("share", "Results and prompts shared", ("due", "gathering"), "prepared"),
        Step("converse", "Conversation begun", ("due", "gathering", "prepared", "agreed"), "conversing"),
        Step("agree", "Plan agreed", ("conversing", "agreed"), "agreed"),
        Step("review", "Plan reviewed", ("agreed", "conversing"), "reviewed"),
        Step("decline", "Planning declined", ("due", "gathering", "prepared"), "declined"),
        Step("lose", "Could not be reached", ("due", "gathering", "prepared"), "not_reached"),
        Step("return", "Came back", ("declined", "not_reached"), "due"),
        Step("expire", "Expired", ("agreed", "due", "gathering", "prepared"), "expired"),
    ),
    codes(Path(os.environ.get("INGLENOOK_CYCLE_CODES", CODES))),
)


def may_take(step: str, state: str) -> bool:
    """Whether a cycle in this state may take this step."""
    return state in STEPS[step].begins


def steps_from(state: str) -> list[Step]:
    """The steps that a cycle in this state may take, in the table's order."""
    return [step for step in STEPS.values() if state in step.begins]
