"""Reference pages of the planning room, made from its rules and its data."""

from .gather.rules import checks_wanted
from .recall.reviews import reviews_of_all, reviews_of_one
from .recall.rules import recall_rules
from .rules import OPEN_STATES, STATES, STEPS

CYCLE = """# The review cycle

One cycle is one year's way of a person from being due to a plan reviewed. A person has one open cycle at most; every
step is an event with its day and who took it. The codes come from `planning/data/cycle_codes.yaml`, or from the file
that `INGLENOOK_CYCLE_CODES` names.

"""
RECALL = """# Who is due, and when

Everybody of {min_age} or older with an active long-term condition, living and on a practice's list, has one review for
all their conditions, due by the last day of their birthday month; a review in the {min_gap_months} months before counts
for that birthday. Nobody is due with less than {notice_days} days' notice. A review opens {ahead_days} days before it
is due. A plan agreed and not reviewed for {valid_months} months expires. Dated {dated:%Y-%m-%d}; {sign_off}.

"""
REVIEWS = """
## Reviews that others recorded

A review that another system recorded (as an encounter, a procedure or an observation that took place) counts as ours
do. A review of one condition counts for that condition: somebody counts as reviewed on the day by which each of their
conditions in this table had been reviewed. The codes of an agreed and of a reviewed plan ({whole}) count for all. From
`planning/data/review_codes.yaml`; needs clinical sign-off.

"""
GATHER = """# Tests before the talk

Looked up for reviews due within {ahead_days} days and for those overdue. Checks of one part are done in one go. Dated
{dated:%Y-%m-%d}; {sign_off}.

"""


def cycle() -> str:
    """States and steps of the cycle, as a diagram and as tables."""
    states = [[f"`{state}`", words, "yes" if state in OPEN_STATES else ""] for state, words in STATES.items()]
    steps = [
        [f"`{step.name}`", step.title, _listed(step.begins), f"`{step.ends}`", step.code] for step in STEPS.values()
    ]
    return (
        f"{CYCLE}{diagram()}\n## States\n\n{_table(['state', 'in words', 'open'], states)}"
        f"\n## Steps\n\n{_table(['step', 'in words', 'from', 'to', 'SNOMED CT'], steps)}"
    )


def diagram() -> str:
    """The state machine in Mermaid."""
    arrows = [f"  {state} --> {step.ends}: {step.title}" for step in STEPS.values() for state in step.begins]
    names = [f'  state "{words}" as {state}' for state, words in STATES.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *names, "  [*] --> due", *arrows, "```", ""])


def recall() -> str:
    """The rules of recall with the words people read and their sources."""
    rules = recall_rules()
    always = [[f"`{rule.code}`", rule.reason, "", rule.source] for rule in rules.always]
    sooner = [[f"`{rule.code}`", rule.reason, rule.months, rule.source] for rule in rules.rules]
    table = _table(["rule", "what people read", "due after months", "source"], always + sooner)
    return RECALL.format(**vars(rules)) + table + _reviews_elsewhere()


def _reviews_elsewhere() -> str:
    groups: dict[str, list[str]] = {}
    for code, group in reviews_of_one():
        groups.setdefault(group, []).append(code)
    rows = [[f"`{group}`", ", ".join(codes)] for group, codes in groups.items()]
    return REVIEWS.format(whole=", ".join(reviews_of_all())) + _table(["condition", "SNOMED CT"], rows)


def gather() -> str:
    """The checks with whom they are for, for how long they count, and their sources."""
    wanted = checks_wanted()
    rows = [
        [check.name, wanted.parts[check.part].name, _listed(check.groups), check.valid_months, check.source]
        for check in wanted.checks.values()
    ]
    return GATHER.format(**vars(wanted)) + _table(
        ["check", "part of the visit", "for", "counts months", "source"], rows
    )


def _listed(codes) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _table(head: list[str], rows: list[list]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"
