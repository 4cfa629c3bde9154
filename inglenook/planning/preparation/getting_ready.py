"""Getting ready: one question a page, saved at once, for the person, by private link, or for them by a carer."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inglenook.core.roles import Section
from inglenook.people.needs import needs_of

from ..heeding import heed
from ..models import Answer, Pack
from . import actions, topics
from .forms import TopicForm, answer_form
from .presenters import told
from .prompts import neighbours, prompts
from .speaking import Speaker, linked_pack, packs_out, speaker

PAGES = "planning/preparation"


def mine(request: HttpRequest) -> HttpResponse:
    """The way in: straight to one's own pack; a list when there are several to choose from."""
    if pack := linked_pack(request):
        return _first_page(pack)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    packs = packs_out().filter(closed_unanswered_at=None)
    own = packs.filter(person__user=request.user).first()
    if own:
        return _first_page(own)
    cared_for = packs.filter(person__grants__in=request.user.grants.letting(Section.PREPARATION, write=True))
    return render(request, f"{PAGES}/mine.jinja", {"packs": cared_for})


def _first_page(pack: Pack) -> HttpResponse:
    """In Easy Read where it was sent so, or where the person has asked for it since."""
    is_easy = pack.easy_read or needs_of(pack.person).easy_read
    return redirect("prepare_easy" if is_easy else "prepare_pack", pack.ref)


def start(request: HttpRequest, ref) -> HttpResponse:
    """What this is, how long it takes, how far one has come."""
    who = speaker(request, ref)
    actions.mark_opened(pack=who.pack)
    answers = _answers(who)
    todo = next((code for code in prompts() if code not in answers), None)
    return render(request, f"{PAGES}/start.jinja", _context(who, answers=answers, prompts=prompts(), todo=todo))


def results(request: HttpRequest, ref) -> HttpResponse:
    """The person's results in plain words, before any question."""
    who = speaker(request, ref)
    return render(request, f"{PAGES}/results.jinja", _context(who, results=told(who.pack)))


def prompt(request: HttpRequest, ref, code: str) -> HttpResponse:
    """One question. Whatever button is pressed, what was typed is kept; a script keeps it while it is typed."""
    who = speaker(request, ref)
    asked = prompts().get(code)
    if asked is None:
        raise Http404("No such question")
    if asked.kind == "ordered":
        return _order(request, who, asked)
    form = answer_form(asked, request.POST or None, answer=_answers(who).get(code))
    if request.method == "POST":
        form.is_valid()
        _save(who, code, **form.answer())
        _heed(request, who, code, form.answer().get("text", ""))
        if not form.say_what_was_cut():
            return HttpResponse(status=204) if _is_typing(request) else _onward(request, who, code)
    return render(request, f"{PAGES}/prompt.jinja", _context(who, form=form, prompt=asked, **_places(who, code)))


def end(request: HttpRequest, ref) -> HttpResponse:
    """Everything as it will be seen, in the person's voice, and who will see it; from here it is sent."""
    who = speaker(request, ref)
    if request.method == "POST":
        actions.finish(pack=who.pack, by=who.user)
        return redirect("prepare_done", ref)
    return render(request, f"{PAGES}/end.jinja", _context(who, answers=_answers(who), prompts=prompts()))


def done(request: HttpRequest, ref) -> HttpResponse:
    return render(request, f"{PAGES}/done.jinja", _context(speaker(request, ref)))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close what a private link opened on this device."""
    request.session.flush()
    return render(request, f"{PAGES}/left.jinja")


def _order(request, who: Speaker, asked) -> HttpResponse:
    answers = _answers(who)
    chosen = answers[asked.code].choices if asked.code in answers else []
    form = TopicForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        _save(who, asked.code, choices=topics.changed(chosen, request.POST))
        _heed(request, who, asked.code, request.POST.get("topic", ""))
        if not topics.was_cut(form) and request.POST.get("go") in ("on", "help"):
            return _onward(request, who, asked.code)
        if not form.errors:
            return redirect("prepare_prompt", who.pack.ref, asked.code)
        chosen = _answers(who)[asked.code].choices
    offered = topics.offered(who.pack, answers, chosen)
    page = _context(who, form=form, prompt=asked, chosen=chosen, offered=offered, **_places(who, asked.code))
    return render(request, f"{PAGES}/order.jinja", page)


def _save(who: Speaker, code: str, **said) -> None:
    actions.save_answer(pack=who.pack, prompt=code, by=who.user, said_by=who.said_by, **said)


def _heed(request, who: Speaker, code: str, words: str) -> None:
    """Somebody is told while they type; they themselves when they go on."""
    where, key = "Getting ready for the talk", f"answer:{who.pack.pk}:{code}"
    safety = heed(person=who.pack.person, words=words, where=where, key=key)
    if safety and not _is_typing(request):
        messages.warning(request, safety)


def _is_typing(request) -> bool:
    """Whether a script keeps what is typed meanwhile."""
    return request.POST.get("go") == "keep"


def _onward(request, who: Speaker, code: str) -> HttpResponse:
    """After a page: to the next one; with a call for help, first say who will help."""
    if request.POST.get("go") == "help":
        actions.want_help(pack=who.pack, prompt=code, by=who.user)
        name = who.pack.contents.get("named", {}).get("name") or _("Somebody from your practice")
        messages.success(
            request, _("We have told %(name)s, who will get in touch within 2 working days.") % {"name": name}
        )
    return redirect(_places(who, code)["onward"])


def _places(who: Speaker, code: str) -> dict:
    """The addresses before and after a question."""
    before, after = neighbours(code)
    return {
        "backward": _at(who, before) if before else reverse("prepare_results", args=[who.pack.ref]),
        "onward": _at(who, after) if after else reverse("prepare_end", args=[who.pack.ref]),
        "number": list(prompts()).index(code) + 1,
        "total": len(prompts()),
    }


def _at(who: Speaker, code: str) -> str:
    return reverse("prepare_prompt", args=[who.pack.ref, code])


def _answers(who: Speaker) -> dict[str, Answer]:
    return {answer.prompt: answer for answer in who.pack.answers.all()}


def _context(who: Speaker, **more) -> dict:
    return {"who": who, "pack": who.pack, "contents": who.pack.contents, **more}
