"""Answering a check-in on a page: the person's own, a carer's, and what a professional types in for them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from inglenook.core import clock
from inglenook.core.roles import Section
from inglenook.kit import languages
from inglenook.people.api import is_self, letting, person_for
from inglenook.people.doors import for_writers_of

from ..help_lines import help_lines
from ..models import CheckIn
from ..programmes.api import text_of
from ..rules import StepKind
from . import wording
from .answering import said_back
from .api import answer, heed
from .background import Background, backgrounds
from .forms import CheckInForm, ToldForm
from .matching import LATE_FOR, RELATED
from .replying import gaps

PAGES = "between/replies"


@login_required
def my_check_in(request, ref):
    """Answer what you are asked; late or again is fine."""
    check_in = _own(request, ref)
    if _is_closed(check_in):
        return _page(request, "closed", check_in)
    background, by_carer = _background(check_in), not is_self(request.user, check_in.person)
    form = CheckInForm(request.POST or None, background=background, at=clock.now(), by_carer=by_carer)
    if form.is_valid():
        answer(check_in=check_in, said=form.said(), way="web", by=request.user)
        return redirect("my_check_in_done", ref)
    return _page(request, "check_in", check_in, form=form, says=_says(background), danger=_danger(check_in, form))


@login_required
def my_check_in_done(request, ref):
    """What became of the answer, and where to turn if it cannot wait."""
    check_in = _own(request, ref)
    background = _background(check_in)
    if not background.given:
        return redirect("my_check_in", ref)
    return _page(request, "done", check_in, speech=said_back(background), still=background.open)


@for_writers_of(Section.SUPPORT)
def enter_check_in(request, ref, check_in):
    """Type in what a person answered by phone or on paper."""
    person = person_for(request, ref, reason="To write down what you told us", what="A check-in")
    found = get_object_or_404(_check_ins().filter(person=person), ref=check_in)
    background = _background(found)
    form = ToldForm(request.POST or None, background=background, at=clock.now())
    if form.is_valid():
        answer(check_in=found, said=form.said(), way=form.cleaned_data["way"], by=request.user)
        messages.success(request, " ".join(said_back(_background(found)).sentences))
        return redirect("person_between", ref=ref)
    return _page(request, "enter", found, form=form)


def _check_ins():
    return CheckIn.objects.filter(step__kind=StepKind.CHECK_IN, due_at__lte=clock.now()).select_related(*RELATED)


def _own(request, ref) -> CheckIn:
    """The check-in if it is asked of this user: the person themselves, or a carer whom they let answer."""
    found = get_object_or_404(_check_ins(), ref=ref)
    if is_self(request.user, found.person) and not found.enrolment.carer_id:
        return found
    if found.enrolment.carer_id not in (None, request.user.pk):
        raise Http404("No such check-in, or not one you may answer")
    letting(request.user, found.person_id, Section.SUPPORT, write=True)
    person_for(request, found.person.ref, reason="To answer for you how things are", what="A check-in")
    return found


def _danger(check_in: CheckIn, form: CheckInForm) -> str:
    """Safety words, when what was typed speaks of danger, whether or not it answers anything."""
    danger = heed(check_in=check_in, text=form.typed()) if form.is_bound else None
    return wording.says(danger, check_in.enrolment.language) if danger else ""


def _is_closed(check_in: CheckIn) -> bool:
    return bool(check_in.lapsed_at and check_in.lapsed_at < clock.now() - LATE_FOR)


def _background(check_in: CheckIn) -> Background:
    return backgrounds([check_in])[check_in.pk]


def _says(background: Background) -> str:
    """What the programme said when it asked."""
    check_in, programme = background.check_in, background.programme
    if check_in.choice not in programme.says:
        return ""
    return text_of(programme, check_in.choice, languages.current(), gaps(check_in))


def _page(request, name: str, check_in: CheckIn, **more):
    context = {"check_in": check_in, "person": check_in.person, "lines": help_lines(), **more}
    return render(request, f"{PAGES}/{name}.jinja", context)
