"""A manager makes a survey, sees it as others will, opens it, and closes it."""

from dataclasses import replace
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inglenook.community.doors import for_roles
from inglenook.core import clock
from inglenook.core.models import Membership
from inglenook.core.schema import Invalid
from inglenook.people.api import memberships_of

from ..models import Survey
from ..models.survey import KEEPERS
from . import editing, running
from .answer_forms import AnswerForm
from .forms import (
    OWN,
    InviteForm,
    LastDayForm,
    NewForm,
    OpenForm,
    PageTitleForm,
    QuestionForm,
    TextForm,
    question_code,
)
from .queries import questionnaire_of, rates, surveys_of
from .reading import problems_of, read, shipped, written
from .rules import Questionnaire, said
from .wording import wording

STAFF = ("manager", "commissioner", "nurse", "gp", "coach", "link_worker", "coordinator", "administrator")
UNDO = "survey_undo"


def page(request, name: str, context: dict, status: int = 200):
    words = {"today": clock.today(), "now": clock.now(), "keeps": keeps(request), "en": lambda words: said(words, "en")}
    return render(request, f"workforce/{name}.jinja", words | context, status=status)


def keeps(request) -> bool:
    return any(one.role in KEEPERS for one in memberships_of(request.user))


def survey_or_404(request, ref) -> Survey:
    """A survey of the reader's own organisations."""
    at = [one.organisation_id for one in memberships_of(request.user)]
    return get_object_or_404(surveys_of(at), ref=ref)


def in_making(view):
    """The view changes a survey that has not been opened."""

    @for_roles(KEEPERS)
    @wraps(view)
    def guarded(request, ref, *args, **kwargs):
        survey = survey_or_404(request, ref)
        if survey.state != "making":
            messages.error(request, "This survey has been opened, so its questions stay as they are.")
            return redirect("survey", ref=ref)
        return view(request, survey, *args, **kwargs)

    return guarded


@for_roles(STAFF)
def surveys(request):
    """All surveys of the team, those that run first."""
    at = [one.organisation_id for one in memberships_of(request.user)]
    found = [one for one in surveys_of(at) if one.opens_at or keeps(request)]
    return page(request, "survey/surveys", {"surveys": found})


@for_roles(KEEPERS)
def new(request):
    at = request.works.organisation
    earlier = list(surveys_of([at.pk]).filter(counted_at__isnull=False))
    form = NewForm(request.POST or None, earlier=earlier)
    if form.is_valid():
        asked, repeats = _chosen(form.cleaned_data["asks"], earlier)
        title = form.cleaned_data["title"] or said(asked.title, "en")
        about = {"title": title, "mode": form.cleaned_data["mode"], "repeats": repeats}
        made = running.make_survey(organisation=at, questionnaire=asked, by=request.user, **about)
        return redirect("survey", ref=made.ref)
    return page(request, "survey/new", {"form": form})


def _chosen(code: str, earlier: list[Survey]) -> tuple[Questionnaire, Survey | None]:
    if code == OWN:
        day = clock.today()
        return Questionnaire("own", 1, day, {"en": "Our survey"}, ("en",), ()), None
    if code in shipped():
        return shipped()[code], None
    again = next(one for one in earlier if str(one.ref) == code)
    return questionnaire_of(again), again


@for_roles(STAFF)
def survey(request, ref):
    """One survey: in the making its questions, open how far it is, closed the way to its results."""
    found = survey_or_404(request, ref)
    if found.state == "making" and not keeps(request):
        raise Http404("Still in the making")
    asked = questionnaire_of(found)
    context = {"survey": found, "asked": asked, "title_form": PageTitleForm(), "undo": _undo(request, found)}
    if found.state == "making":
        context |= {"problems": problems_of(asked), "invited": running.invited(found)}
    else:
        context |= {"rates": rates(found), "last_day": LastDayForm(initial={"closes_on": found.last_day})}
        context["address"] = running.address_of(found.link) if found.link else ""
    return page(request, "survey/survey", context)


def _undo(request, found: Survey) -> bool:
    return request.session.get(UNDO, {}).get("ref") == str(found.ref)


def _keep(request, found: Survey, asked: Questionnaire, *, undo: bool = False) -> bool:
    """Keep a changed questionnaire unless something in it would no longer hold together."""
    before = {problem.says for problem in problems_of(questionnaire_of(found))}
    for problem in problems_of(asked):
        if problem.says not in before and not problem.says.startswith("ask at least"):
            messages.error(request, f"This would break the survey: {problem.says}.")
            return False
    if undo:
        request.session[UNDO] = {"ref": str(found.ref), "asks": found.asks}
    running.change(survey=found, by=request.user, questionnaire=asked)
    return True


@in_making
def question(request, survey, page_code, code=None):
    """Write a question, or change one."""
    asked = questionnaire_of(survey)
    here = next((one for one in asked.pages if one.code == page_code), None)
    known = asked.question(code) if code else None
    if here is None or code and known is None:
        raise Http404("No such question")
    earlier = [q for one in asked.pages[: asked.pages.index(here)] for q in one.questions]
    form = QuestionForm(request.POST or None, earlier=earlier, question=known)
    if form.is_valid():
        made = form.made(code or question_code(form.cleaned_data["asks"], asked))
        if _keep(request, survey, editing.with_question(asked, page_code, made), undo=True):
            return redirect("survey", ref=survey.ref)
    context = {"survey": survey, "form": form, "page": here, "code": code}
    return page(request, "survey/question", context, status=422 if form.errors else 200)


@require_POST
@in_making
def change_question(request, survey, page_code, code):
    """Take a question out, move it up, or break the results down by it."""
    asked = questionnaire_of(survey)
    verbs = {
        "remove": lambda: editing.without_question(asked, page_code, code),
        "up": lambda: editing.moved_up(asked, page_code, code),
        "break_down": lambda: replace(asked, break_down="" if asked.break_down == code else code),
    }
    verb = request.POST.get("do")
    if verb not in verbs or asked.question(code) is None:
        raise Http404("Nothing to do")
    _keep(request, survey, verbs[verb](), undo=True)
    return redirect("survey", ref=survey.ref)


@require_POST
@in_making
def add_page(request, survey):
    form = PageTitleForm(request.POST)
    if form.is_valid():
        asked, title = questionnaire_of(survey), form.cleaned_data["title"]
        code = f"page_{len(asked.pages) + 1}_{clock.now():%H%M%S}"
        _keep(request, survey, editing.with_page(asked, title, code))
        return redirect("survey_new_question", ref=survey.ref, page_code=code)
    messages.error(request, "Enter the topic of the new page.")
    return redirect("survey", ref=survey.ref)


@require_POST
@in_making
def undo(request, survey):
    """Take the last change back."""
    kept = request.session.pop(UNDO, None)
    if kept and kept["ref"] == str(survey.ref):
        running.change(survey=survey, by=request.user, asks=kept["asks"])
        messages.success(request, "Taken back.")
    return redirect("survey", ref=survey.ref)


@in_making
def text(request, survey):
    """The questionnaire as YAML: to read, to edit, to bring in whole. Each problem is said with its line."""
    asked = questionnaire_of(survey)
    form = TextForm(request.POST or None, initial={"text": written(asked)})
    problems = []
    if form.is_valid():
        try:
            asked = read(form.cleaned_data["text"])
        except Invalid as refused:
            problems = refused.problems
        else:
            request.session[UNDO] = {"ref": str(survey.ref), "asks": survey.asks}
            running.change(survey=survey, by=request.user, questionnaire=asked)
            messages.success(request, "Kept.")
            return redirect("survey", ref=survey.ref)
    context = {"survey": survey, "form": form, "problems": problems, "has_errors": bool(problems)}
    return page(request, "survey/text", context, status=422 if problems else 200)


@for_roles(STAFF)
def export(request, ref):
    """The questionnaire as a YAML file."""
    found = survey_or_404(request, ref)
    name = f"{questionnaire_of(found).code}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written(questionnaire_of(found)), content_type="application/yaml", headers=headers)


@for_roles(KEEPERS)
def preview(request, ref):
    """All pages as they will be asked, one under the other; nothing is kept."""
    found = survey_or_404(request, ref)
    asked = questionnaire_of(found)
    language = request.GET.get("language", asked.languages[0])
    forms = [(one, AnswerForm(questions=one.questions, answers={}, language=language, seed=1)) for one in asked.pages]
    context = {
        "survey": found, "asked": asked, "forms": forms, "language": language, "w": wording(language),
        "said": lambda words: said(words, language),
    }  # fmt: skip
    return page(request, "survey/preview", context)


@for_roles(KEEPERS)
def invite(request, ref):
    """Put people on the list. Who is on it can be seen by nobody afterwards: only how many."""
    found = survey_or_404(request, ref)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        addresses = [*form.cleaned_data["addresses"], *(_staff(found) if form.cleaned_data["staff"] else ())]
        try:
            added = running.invite(survey=found, addresses=addresses, by=request.user)
        except running.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{added} more are on the list. They get their own link when the survey opens.")
            return redirect("survey", ref=ref)
    return page(request, "survey/invite", {"survey": found, "form": form, "invited": running.invited(found)})


def _staff(found: Survey) -> list[str]:
    at = [found.organisation_id, *found.organisation.children.values_list("pk", flat=True)]
    works = Membership.objects.current().filter(organisation__in=at).exclude(role__in=("charity", "peer_supporter"))
    return sorted(set(works.values_list("user__email", flat=True)))


@in_making
def open_survey(request, survey):
    """Say from when until when, and let answers in."""
    form = OpenForm(request.POST or None, survey=survey)
    if form.is_valid():
        given = dict(form.cleaned_data)
        running.change(survey=survey, by=request.user, remind_after=given.pop("remind_after", 0))
        try:
            running.open_survey(survey=survey, by=request.user, **given)
        except running.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "The survey is open." if survey.state == "open" else "The survey opens by itself."
            )
            return redirect("survey", ref=survey.ref)
    asked = questionnaire_of(survey)
    by = asked.question(asked.break_down)
    context = {"survey": survey, "asked": asked, "form": form, "by": by, "invited": running.invited(survey)}
    return page(request, "survey/open", context, status=422 if form.errors else 200)


@require_POST
@for_roles(KEEPERS)
def run(request, ref):
    """Close now, move the last day, or remind."""
    found = survey_or_404(request, ref)
    try:
        _run(request, found, request.POST.get("do"))
    except running.Refused as refused:
        messages.error(request, str(refused))
    return redirect("survey", ref=ref)


def _run(request, found: Survey, verb: str | None) -> None:
    if verb == "close":
        running.close(survey=found, by=request.user)
        messages.success(request, SAID[found.state])
    elif verb == "remind":
        running.remind(found)
        messages.success(request, "Reminders are on their way to those who have not answered, if it is not too soon.")
    elif verb == "reopen":
        form = LastDayForm(request.POST)
        if not form.is_valid():
            raise running.Refused(next(iter(form.errors.values()))[0])
        running.reopen(survey=found, by=request.user, **form.cleaned_data)
        messages.success(request, "The last day has been moved.")


SAID = {
    "closed": "The survey has closed. The results can be seen.",
    "closing": "The survey has closed. Somebody is half-way and may end within a day; then the results can be seen.",
}
