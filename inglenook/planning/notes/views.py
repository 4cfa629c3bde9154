from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inglenook.people.api import own_person

from ..heeding import heed_and_say
from ..models import Note
from . import actions
from .forms import NoteForm


@login_required
def my_notes(request):
    """What I want to talk about next time."""
    person = own_person(request.user)
    if person is None:
        return redirect("home")
    form = NoteForm(request.POST or None)
    if form.is_valid():
        at = getattr(request, "written_at", None)
        kept = actions.note(person=person, by=request.user, at=at, **form.cleaned_data)
        heed_and_say(
            request, person=person, words=kept.text, where="In a note for the next talk", key=f"note:{kept.ref}"
        )
        messages.success(request, _("Kept for your next talk."))
        return redirect("my_notes")
    notes = Note.objects.filter(person=person, agenda_item=None)
    return render(request, "planning/notes/mine.jinja", {"form": form, "notes": notes})


@require_POST
@login_required
def change_my_note(request, ref, what):
    note = get_object_or_404(Note, ref=ref, person__user=request.user, agenda_item=None)
    {"remove": actions.take_off, "undo": actions.put_back}[what](note=note, by=request.user)
    return redirect("my_notes")
