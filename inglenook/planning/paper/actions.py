"""Verbs of paper forms: one is made for a person, one that came back is typed in."""

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.kit import languages
from inglenook.people.models import Person
from inglenook.people.needs import language_of

from ..models import Pack, PaperForm, PaperPrint, Plan
from .layout import layout, printed_words, unprinted
from .numbers import make_number
from .writing import write


class AlreadyEntered(Exception):
    """Somebody typed this form in before. The message is fit to be shown."""


@transaction.atomic
def make_form(*, person: Person, by: User) -> PaperForm:
    """A form that asks about the plan as it stands, and what gets ready for the review that is under way."""
    plan = Plan.objects.filter(person=person).first()
    pack = Pack.objects.filter(person=person, closed_unanswered_at=None).order_by("-due_on").first()
    parts = layout(plan=plan, pack=pack)
    with languages.speaking(language_of(person)):
        printed, language = layout(plan=plan, pack=pack), languages.tag()
    form = PaperForm.objects.create(
        person=person,
        number=make_number(),
        pack=pack,
        contents={"parts": unprinted(parts)},
        language=language,
        made_at=clock.now(),
        written_by=by,
    )
    PaperPrint.objects.create(person=person, form=form, parts=printed, said=printed_words(parts))
    return form


@transaction.atomic
def enter(*, form: PaperForm, said: dict, said_by: str, by: User) -> None:
    """Keep what a form says, once. Typed in a second time, nothing is written: AlreadyEntered.

    The row is locked, so that of two who type the same form at once one is told. Whoever may type forms in need not be
    one who writes the plan: what follows from it is written as background work.
    """
    form = PaperForm.objects.select_for_update(of=("self",)).select_related("person", "pack").get(pk=form.pk)
    if form.entered_at:
        raise AlreadyEntered("This form was typed in before. What you typed was not saved a second time.")
    form.said_by, form.entered_at, form.entered_by, form.written_by = said_by, clock.now(), by, by
    form.save(update_fields=["said_by", "entered_at", "entered_by", "written_by", "written_at"])
    with access.working():
        write(form, said, by)
