"""Where an action of the plan stands that became a referral, in words."""

from dataclasses import dataclass

from inglenook.community.referrals import rules

from ..models import Action, Plan


@dataclass(frozen=True)
class Standing:
    """For the person (`you`) and for professionals (`title`), with the address of each one's page."""

    title: str
    you: str
    href: str
    own_href: str = "/me/referrals/"


def standing_of(state: str, ref) -> Standing:
    known = rules.states()[state]
    return Standing(known.title, known.you, f"/referrals/{ref}/")


def referred(plan: Plan) -> dict[str, Standing]:
    """By the action's ref. One statement; a referral that the reader may not see is none."""
    rows = Action.objects.filter(plan=plan, referral__isnull=False).values_list(
        "ref", "referral__state", "referral__ref"
    )
    return {str(ref): standing_of(state, referral) for ref, state, referral in rows if state}
