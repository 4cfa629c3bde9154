"""Pages of About Me, and the media in it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inglenook.core.roles import Section
from inglenook.kit.serving import in_pieces
from inglenook.people.about import actions
from inglenook.people.actions import TooLate
from inglenook.people.models import AboutMedia, RecordedAboutMe
from inglenook.people.models.about import Prompt

from ..whose import Whose, whose
from .forms import MediaForm, WordsForm
from .queries import about_of

SEALED = "default-src 'none'; sandbox"


def _for(request, ref) -> Whose:
    found = whose(request, ref, Section.ABOUT, what="About me")
    if found is None:
        raise Http404("Nobody's pages")
    return found


def _prompt(code: str) -> Prompt:
    if code not in Prompt.values:
        raise Http404("No such prompt")
    return Prompt(code)


def _page(request, template: str, found: Whose, status: int = 200, **more):
    context = {"whose": found, "person": found.person, **more}
    return render(request, f"web/about/{template}.jinja", context, status=status)


@login_required
def about(request, ref=None):
    found = _for(request, ref)
    return _page(request, "about", found, about=about_of(found.person))


@login_required
def prompt(request, code, ref=None):
    """Write to one prompt, and add media to it: two forms, each with its own button."""
    chosen, found = _prompt(code), _for(request, ref)
    if not found.may_write:
        raise PermissionDenied
    about = about_of(found.person)
    sends_media = "send" in request.POST
    words = WordsForm(None if sends_media else request.POST or None, initial=_initial(about, chosen, found))
    media = MediaForm(request.POST, request.FILES) if sends_media else MediaForm()
    if _kept(request, found, chosen, words, media):
        return redirect(f"{found.base}about/#{chosen}")
    entry = about.entry(chosen)
    return _page(request, "prompt", found, entry=entry, words=words, media=media, sends_media=sends_media)


def _initial(about, chosen: Prompt, found: Whose) -> dict:
    text = about.entry(chosen).text
    helped_by = about.own.helped_by if about.own else ""
    return {"text": text, "was": text, "helped_by": helped_by or ("" if found.is_own else found.by_name)}


def _kept(request, found: Whose, chosen: Prompt, words: WordsForm, media: MediaForm) -> bool:
    if media.is_bound:
        return media.is_valid() and _show(request, found, chosen, media)
    return words.is_bound and words.is_valid() and _write(request, found, chosen, words)


def _write(request, found: Whose, chosen: Prompt, form: WordsForm) -> bool:
    try:
        actions.write(person=found.person, prompt=chosen, by=request.user, **form.cleaned_data)
    except actions.WroteMeanwhile as other:
        form.data = form.data.copy()
        form.data["was"] = other.now
        form.add_error("text", _("Somebody changed this while you were writing. It now says: “%s”") % other.now)
        return False
    messages.success(request, _("Saved."))
    return True


def _show(request, found: Whose, chosen: Prompt, form: MediaForm) -> bool:
    said = {name: form.cleaned_data[name] for name in ("caption", "transcript")}
    try:
        actions.show(person=found.person, prompt=chosen, taken=form.cleaned_data["file"], by=request.user, **said)
    except actions.TooMany as many:
        form.add_error("file", str(many))
        return False
    messages.success(request, _("Added."))
    return True


@require_POST
@login_required
def choose(request, code, number, ref=None):
    """What the person makes of what came from elsewhere: their own, set aside, or neither after all."""
    chosen, found = _prompt(code), _for(request, ref)
    recorded = get_object_or_404(RecordedAboutMe, pk=number, person=found.person)
    verb = request.POST.get("choice")
    if verb == "adopt":
        actions.adopt(recorded=recorded, prompt=chosen, by=request.user)
        messages.success(request, _("This is yours now. Change it as you like."))
        return redirect(f"{found.base}about/{chosen}/")
    if verb == "set_aside":
        actions.set_aside(recorded=recorded, prompt=chosen, by=request.user)
    else:
        actions.undo_choice(recorded=recorded, prompt=chosen)
    return redirect(f"{found.base}about/#{chosen}")


@login_required
def media(request, ref):
    """A photo, recording or film, for whom the database lets see it. Opened by itself it runs nothing."""
    found = get_object_or_404(AboutMedia, ref=ref, removed_at=None)
    if not found.file:
        raise Http404("No file here")
    response = in_pieces(found.file.name, found.media_type, request.headers.get("Range", ""))
    ending = found.file.name.rpartition(".")[2]
    response.headers["Content-Disposition"] = f'inline; filename="about-me.{ending}"'
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
@login_required
def put_away(request, about_media, ref=None):
    found = _for(request, ref)
    row = get_object_or_404(AboutMedia, ref=about_media, person=found.person)
    actions.put_away(media=row, by=request.user)
    return _page(request, "put_away", found, media=row)


@require_POST
@login_required
def undo_put_away(request, about_media, ref=None):
    found = _for(request, ref)
    row = get_object_or_404(AboutMedia, ref=about_media, person=found.person)
    try:
        actions.undo_put_away(media=row, by=request.user)
    except TooLate as late:
        messages.error(request, str(late))
    return redirect(f"{found.base}about/#{row.prompt}")
