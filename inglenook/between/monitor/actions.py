"""Watching: noting what has gone quiet and what is well again, and telling managers and administrators once."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import Membership, User
from inglenook.messaging import notices

from ..models import Trouble
from .queries import checks
from .rules import Check

TOLD = ("manager", "administrator")


@transaction.atomic
def watch(now: datetime | None = None) -> list[Check]:
    """Check everything, keep what changed, and e-mail what is new at once, without leaning on the worker."""
    now = now or clock.now()
    with access.working():
        found = checks(now)
        known = {row.code: row for row in Trouble.objects.filter(well_at=None).select_for_update()}
        changed = [_change(check, known.get(check.code), now) for check in found]
    if any(changed):
        transaction.on_commit(notices.send)
    return found


def _change(check: Check, trouble: Trouble | None, now: datetime) -> bool:
    """Open or end one trouble; whether somebody is told."""
    if check.is_well == (trouble is None):
        return False
    if trouble:
        trouble.well_at = now
        trouble.save(update_fields=["well_at"])
        _tell(trouble, f"Inglenook: well again, {check.title.lower()}", f"{check.title} is well again.\n\n{check.says}")
        return True
    trouble, is_new = Trouble.objects.get_or_create(
        code=check.code, well_at=None, defaults={"says": f"{check.title}: {check.says}", "noticed_at": now}
    )
    if is_new:
        _tell(trouble, f"Inglenook: gone quiet, {check.title.lower()}", f"{check.title}: {check.says}")
    return is_new


def _tell(trouble: Trouble, subject: str, text: str) -> None:
    working = Membership.objects.current().filter(role__in=TOLD)
    to = list(User.objects.filter(pk__in=working.values("user"), is_active=True))
    key = f"trouble:{trouble.pk}:{'well' if trouble.well_at else 'quiet'}"
    notices.tell(
        key=key, to=to, subject=subject, text=f"{text}\n\nSee how everything stands: {settings.SITE_URL}/monitor/"
    )
