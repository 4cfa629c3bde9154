"""The choice among equally suitable wordings: one small interface, in sets.

A policy is a name with its version and one SELECT. It reads the rows of `choosing` (`check_in_id`, `options`,
`occasion`: how often the step came before, `features`: what is known, as JSON) and gives `check_in_id`, `chosen` (one
of the options) and `probability` (with which it was chosen, above 0). A policy that learns keeps what it learned in
tables that its SELECT joins; every decision is kept with all it needs (`between.Decision`).

Only prompts and openings of check-ins come here. What answers a reading or a danger has one wording, and programmes
that offer a choice there are refused (`programmes/checking.py`). Where a policy gives no row, or none of the options,
the fixed schedule stands in.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """`name` with version, as it is logged; `select` as said above."""

    name: str
    select: str


FIXED = Policy(
    "fixed/1",
    "SELECT check_in_id, options[1 + occasion % cardinality(options)] AS chosen, 1.0 AS probability FROM choosing",
)
