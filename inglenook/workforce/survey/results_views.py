"""What a survey found: as pages, as a PDF, as data. Nothing is shown before it has been counted."""

from functools import wraps
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from inglenook.community.doors import for_roles

from ..models import LearningStep
from ..models.survey import KEEPERS
from . import planning
from .cherries import appendix, questions
from .comparing import beside, comparators
from .exporting import dictionary_csv, figures_csv
from .figures import changes, largest
from .forms import CherriesForm, StepForm
from .printing import report_pdf
from .queries import before_and_after, broken, counts, found, questionnaire_of, rates
from .rules import Kind, items_of
from .views import STAFF, page, survey_or_404


def when_counted(view):
    """The view is of a survey whose answers are all in."""

    @for_roles(STAFF)
    @wraps(view)
    def guarded(request, ref, *args, **kwargs):
        survey = survey_or_404(request, ref)
        if survey.state != "closed":
            messages.error(request, "Results can be seen once the survey has closed.")
            return redirect("survey", ref=ref)
        return view(request, survey, *args, **kwargs)

    return guarded


@when_counted
def results(request, survey):
    """Every question with both denominators."""
    all_found = found(survey)
    asked = questionnaire_of(survey)
    by_question = groupby(all_found.counted, lambda one: one.item.question)
    context = {"survey": survey, "asked": asked, "found": all_found, "rates": all_found.rates}
    context["by_question"] = [(asked.question(code), list(items)) for code, items in by_question]
    return page(request, "survey/results", context | {"gaps": largest(all_found.counted)})


@when_counted
def by_group(request, survey):
    """One question broken down by the one that was named before the survey opened."""
    asked = questionnaire_of(survey)
    choices = [one for one in items_of(asked) if one.choices and one.code != asked.break_down and one.kind != Kind.RANK]
    wanted = request.GET.get("question", choices[0].code if choices else "")
    refused = "by" in request.GET and request.GET["by"] != asked.break_down
    item = next((one for one in choices if one.code == wanted), None)
    context = {"survey": survey, "by": asked.question(asked.break_down), "choices": choices, "item": item}
    context |= {"refused": refused, "table": None if refused or not item else broken(survey, item.code)}
    return page(request, "survey/by_group", context, status=403 if refused else 200)


@when_counted
def compared(request, survey):
    """Published figures beside ours, on the denominator that the study used and on the other."""
    known = comparators().get(questionnaire_of(survey).code)
    ours = counts(survey) if known else []
    studies = [(study, beside(study, ours)) for study in known.studies] if known else []
    return page(request, "survey/compared", {"survey": survey, "known": known, "studies": studies})


@when_counted
def changed(request, survey):
    """What has changed since the survey that this one repeats."""
    if survey.repeats is None or survey.repeats.state != "closed":
        raise Http404("Repeats nothing that has been counted")
    pairs = changes(*before_and_after(survey))
    return page(request, "survey/changed", {"survey": survey, "earlier": survey.repeats, "pairs": pairs})


@when_counted
def plan(request, survey):
    """The largest gaps, and what the team does about them."""
    steps = list(LearningStep.objects.filter(survey=survey))
    form = StepForm(request.POST or None)
    if request.method == "POST" and planning.may_keep(request.user, survey) and form.is_valid():
        planning.add_step(survey=survey, by=request.user, **form.cleaned_data)
        messages.success(request, "In the plan.")
        return redirect("survey_plan", ref=survey.ref)
    planned = {(one.item, one.option) for one in steps}
    gaps = [gap for gap in largest(counts(survey), most=8) if (gap[0].item.code, gap[1].code) not in planned]
    context = {"survey": survey, "steps": steps, "gaps": gaps, "form": form, "links": planning.links}
    return page(request, "survey/plan", context, status=422 if form.errors else 200)


@require_POST
@for_roles(KEEPERS)
def step(request, ref):
    """A step is done, or is not after all, or goes."""
    one = get_object_or_404(LearningStep, ref=ref)
    survey = survey_or_404(request, one.survey.ref)
    planning.mark_step(step=one, do=request.POST.get("do", ""), by=request.user)
    return redirect("survey_plan", ref=survey.ref)


@when_counted
def cherries(request, survey):
    """The appendix, with what only the manager can say to be filled in."""
    form = CherriesForm(request.POST or None, items=questions(), kept=survey.cherries)
    if request.method == "POST" and planning.may_keep(request.user, survey) and form.is_valid():
        planning.keep_cherries(survey=survey, says=form.cleaned_data, by=request.user)
        messages.success(request, "Kept.")
        return redirect("survey_cherries", ref=survey.ref)
    sections = appendix(survey, questionnaire_of(survey), rates(survey))
    return page(request, "survey/cherries", {"survey": survey, "sections": sections, "form": form})


@when_counted
def report(request, survey):
    """The whole report with its appendix, tagged for screen readers."""
    return _file(report_pdf(survey), "application/pdf", f"{survey.title}.pdf")


@when_counted
def data(request, survey):
    return _file(figures_csv(survey), "text/csv; charset=utf-8", f"{survey.title}.csv")


@when_counted
def dictionary(request, survey):
    return _file(dictionary_csv(), "text/csv; charset=utf-8", "data dictionary.csv")


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{_plain(name)}"'}
    )


def _plain(name: str) -> str:
    """A file's name without what a header or a disk may stumble over."""
    return "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in " .-_"))
