"""What counts as quiet, as lately, and as a way up or down. Plain Python."""

from datetime import timedelta

QUIET_AFTER = timedelta(days=14)  # the longest a follow-up may be away (Co-creating Health)
CONTACTS_WITHIN = timedelta(days=28)


def way(values: list[int]) -> str:
    """Which way somebody's confidence goes, from the first to the last of at most four times they were asked."""
    if len(values) < 2:
        return ""
    change = values[-1] - values[-4:][0]
    return "about the same" if abs(change) < 2 else "going up" if change > 0 else "going down"
