"""Reference pages of this room, made from its data."""

from .referrals.rules import State, a_year, reasons, slots, states

HEAD = """# The states of a referral

A referral always ends, and whoever made it hears how. Every change is a step with its day, who made it, whose it is and
until when. What is not moved on in time rises: on the owner's Today, on the practice's list while nobody has it, and
late in the team's inbox. Read from `community/data/referral_states.yaml`; needs clinical sign-off.

A link worker has {slots} people at a time and {low} to {high} a year.

"""


def referrals() -> str:
    """States with their time, owner and codes, as a diagram and as tables; the reasons of each."""
    low, high = a_year()
    rows = [
        [f"`{s.code}`", s.title, s.says, s.you, s.days or "", s.owner.replace("_", " "), _listed(s.next), s.snomed]
        for s in states().values()
    ]
    head = ["state", "in words", "whoever asked reads", "the person reads", "days", "whose", "then", "SNOMED CT"]
    why = [[f"`{r.code}`", _listed(r.of), r.title, r.says, r.you, r.snomed] for r in reasons().values()]
    why_head = ["reason", "of", "in words", "whoever asked reads", "the person reads", "SNOMED CT"]
    return (
        f"{HEAD.format(slots=slots(), low=low, high=high)}{diagram(states())}"
        f"\n## States\n\n{_table(head, rows)}\n## Reasons\n\n{_table(why_head, why)}"
    )


def diagram(known: dict[str, State]) -> str:
    """The states in Mermaid."""
    names = [f'  state "{state.title}" as {state.code}' for state in known.values()]
    arrows = [f"  {state.code} --> {following}" for state in known.values() for following in state.next]
    ends = [f"  {state.code} --> [*]" for state in known.values() if not state.next]
    return "\n".join(["```mermaid", "stateDiagram-v2", *names, "  [*] --> received", *arrows, *ends, "```", ""])


def _listed(codes) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _table(head: list[str], rows: list[list]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"
