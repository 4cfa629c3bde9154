"""Keep what a team says of itself."""

from django.db import transaction

from inglenook.core import clock
from inglenook.core.models import Organisation, User

from ..models import Check
from .rules import Checklist, Marks


@transaction.atomic
def keep(*, organisation: Organisation, checklist: Checklist, marks: Marks, by: User) -> Check:
    """Keep today's check of an organisation; filled in again on the same day it takes the place of the first."""
    said = {"marks": marks, "version": checklist.version, "made_by": by}
    key = {"organisation": organisation, "checklist": checklist.code, "on": clock.today()}
    return Check.objects.update_or_create(**key, defaults=said)[0]
