"""The states of a review cycle and the steps between them, as a table. The diagram in the reference is made from it.

Source of the stages: NHS North Central London's long-term conditions model of care (Open Government Licence), which
counts check and test, sharing, plan agreed, plan reviewed, declined, and expiry twelve months after agreement.
"""

from dataclasses import dataclass

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


STEPS = {
    step.name: step
    for step in (
        Step("gather", "Tests being gathered", ("due",), "gathering", "170557005"),
        Step("share", "Results and prompts shared", ("due", "gathering"), "prepared", "862701000000104"),
        Step("converse", "Conversation begun", ("due", "gathering", "prepared", "agreed"), "conversing"),
        Step("agree", "Plan agreed", ("conversing", "agreed"), "agreed", "1187911000000105"),
        Step("review", "Plan reviewed", ("agreed", "conversing"), "reviewed", "1187921000000104"),
        Step("decline", "Planning declined", ("due", "gathering", "prepared"), "declined", "1325711000000103"),
        Step("lose", "Could not be reached", ("due", "gathering", "prepared"), "not_reached"),
        Step("return", "Came back", ("declined", "not_reached"), "due"),
        Step("expire", "Expired", ("agreed", "due", "gathering", "prepared"), "expired"),
    )
}


def may_take(step: str, state: str) -> bool:
    """Whether a cycle in this state may take this step."""
    return state in STEPS[step].begins


def steps_from(state: str) -> list[Step]:
    """The steps that a cycle in this state may take, in the table's order."""
    return [step for step in STEPS.values() if state in step.begins]
