"""A service's own programmes: copied, written, switched on, no longer offered."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from inglenook.core.models import Organisation, User

from ..models import Programme
from .api import programme_of
from .loading import write
from .reading import read

State = Programme.State


class NotChanged(Exception):
    """The change cannot be made. The message is fit to be shown."""


@transaction.atomic
def new_version(*, programme: Programme, organisation: Organisation, by: User) -> Programme:
    """A draft that says what this version says: of a shipped one, or one of the organisation's own."""
    own = Programme.objects.filter(organisation=organisation, code=programme.code)
    number = (own.aggregate(newest=Max("number"))["newest"] or 0) + 1
    draft = Programme(organisation=organisation, code=programme.code, number=number, made_by=by)
    write(draft, replace(programme_of(programme), number=number))
    return draft


@transaction.atomic
def save_text(*, programme: Programme, text: str, by: User) -> None:
    """Keep what a draft now says; code and number stay. Raises NotAProgramme with every problem, or NotChanged."""
    if programme.state != State.DRAFT:
        raise NotChanged("This version is in use and stays as it is. Make a new version to change it.")
    rules = read(text)
    programme.made_by = by
    write(programme, replace(rules, code=programme.code, number=programme.number))


@transaction.atomic
def switch_on(*, programme: Programme, by: User) -> None:
    """Offer this version from now on, and the ones before it no longer; whoever is in those stays in them."""
    if programme.state != State.DRAFT:
        raise NotChanged("Only a draft can be switched on.")
    same = Programme.objects.filter(organisation=programme.organisation_id, code=programme.code, state=State.ON)
    same.update(state=State.RETIRED)
    programme.state, programme.on_since = State.ON, Now()
    programme.save(update_fields=["state", "on_since"])


def retire(*, programme: Programme, by: User) -> None:
    """Offer it to nobody more; whoever is in it stays in it."""
    programme.state = State.RETIRED
    programme.save(update_fields=["state"])
