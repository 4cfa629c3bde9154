from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from inglenook.core.counting import SMALLEST
from inglenook.people.api import memberships_of

from ...doors import for_staff
from ...models import Course, Recall
from ..presenting import page
from . import actions, queries, rules
from .certificate import certificate_pdf
from .scorm.packaging import package

MANAGERS = ("manager",)


@for_staff()
def courses(request):
    """All courses, with how far the reader has come."""
    return page(request, "courses/courses", {"courses": queries.courses_of(request.user)})


@for_staff()
def course(request, ref):
    """One course: its modules, how far the reader has come, and what to do next."""
    return page(request, "courses/course", {"progress": _progress(request, ref)})


@for_staff()
def module(request, ref, number):
    """Go on where one left off."""
    progress = _progress(request, ref)
    found = _module(progress, number)
    study = progress.studies.get(found.code)
    return redirect("course_step", ref=ref, number=number, n=study.step if study and not study.finished_at else 1)


@for_staff()
def step(request, ref, number, n):
    """One page of a module, one question of its quiz, or its end."""
    progress = _progress(request, ref)
    found = _module(progress, number)
    if not 1 <= n <= found.steps:
        raise Http404("No such step")
    question = found.question_at(n)
    if request.method == "POST" and "chosen" in request.POST and question is not None:
        return _answered(request, progress, number, n)
    if request.method == "POST":
        study = actions.go_to(course=progress.row, module=found, step=n + 1, by=request.user)
        return redirect("course_step", ref=ref, number=number, n=study.step)
    context = {"progress": progress, "module": found, "number": number, "step": n}
    if question is not None:
        return _question(request, context, question)
    if text := found.page_at(n):
        return page(request, "courses/page", context | {"text": text})
    return _end(request, context)


def _answered(request, progress, number, n):
    """The answer is kept and explained on the same page."""
    found = _module(progress, number)
    question = found.question_at(n)
    chosen = _chosen(request, found.quiz[question])
    if chosen:
        actions.answer(course=progress.row, module=found, question=question, chosen=chosen, by=request.user)
        actions.go_to(course=progress.row, module=found, step=n, by=request.user)
        return redirect("course_step", ref=progress.row.ref, number=number, n=n)
    context = {"progress": progress, "module": found, "number": number, "step": n, "has_errors": True}
    return page(request, "courses/question", context | {"question": found.quiz[question], "answer": None})


def _question(request, context, question):
    given = queries.answers_in(context["progress"].row, context["module"], request.user).get(question)
    shown = None if "again" in request.GET else given
    return page(request, "courses/question", context | {"question": context["module"].quiz[question], "answer": shown})


def _end(request, context):
    found, row = context["module"], context["progress"].row
    answers = queries.answers_in(row, found, request.user)
    left = [len(found.pages) + 1 + number for number in range(len(found.quiz)) if number not in answers]
    right = sum(answer.is_right for answer in answers.values())
    more = {"left": left, "right": right, "wants_email": queries.wants_email(request.user)}
    return page(request, "courses/end", context | more)


@for_staff()
def certificate(request, ref):
    """Of a finished course, as PDF: who learnt what, and nothing of any quiz."""
    progress = _progress(request, ref)
    if not progress.is_finished:
        raise Http404("The course is not finished yet")
    pdf = certificate_pdf(learner=request.user, progress=progress)
    return _file(pdf, "application/pdf", f"{progress.course.code}.pdf")


@for_staff()
def scorm(request, ref):
    """The course as a SCORM 1.2 package, for a trust's own learning system."""
    found = rules.from_mapping(get_object_or_404(Course, ref=ref).contents)
    return _file(package(found), "application/zip", f"{found.code}-scorm.zip")


@for_staff()
def again(request):
    """The questions that have come again, one at a time."""
    waiting = [
        (recall, asked) for recall in queries.waiting_recalls(request.user) if (asked := queries.asked_in(recall))
    ]
    context = {"waiting": waiting, "wants_email": queries.wants_email(request.user)}
    return page(request, "courses/again", context)


@for_staff()
def again_one(request, ref):
    """One question that has come again; answered, what is right and why."""
    recall = get_object_or_404(Recall.objects.select_related("course"), ref=ref, learner=request.user)
    asked = queries.asked_in(recall)
    if asked is None:
        raise Http404("The course no longer asks this")
    module, question = asked
    chosen = _chosen(request, question) if request.method == "POST" else []
    if chosen and not recall.answered_at:
        actions.answer_again(recall=recall, question=question, chosen=chosen)
        return redirect("again_one", ref=ref)
    context = {"recall": recall, "module": module, "question": question, "has_errors": request.method == "POST"}
    return page(request, "courses/again_one", context | {"answer": recall if recall.answered_at else None})


@require_POST
@for_staff()
def choose_email(request):
    wants = request.POST.get("wants") == "yes"
    actions.choose_email(by=request.user, wants=wants)
    said = "Questions come by e-mail again." if wants else "No more e-mails. The questions still wait for you here."
    messages.success(request, said)
    return redirect("again")


def stop_email(request, ref):
    """The link in an e-mail: one tap, without signing in, stops them. Says the same whoever asks."""
    if request.method == "POST":
        actions.stop_email(ref)
    return page(request, "courses/stop_email", {"is_stopped": request.method == "POST"})


@for_staff(MANAGERS)
def team(request):
    """How many of the team have finished what. Never who, and never so few that one could tell."""
    organisations = [m.organisation_id for m in memberships_of(request.user) if m.role in MANAGERS]
    members = queries.team_of(organisations)
    found = [(row, queries.completion(row, members)) for row in Course.objects.all()]
    return page(request, "courses/team", {"courses": found, "members": len(members), "smallest": SMALLEST})


def _progress(request, ref) -> queries.Progress:
    return queries.progress_in(get_object_or_404(Course, ref=ref), request.user)


def _module(progress: queries.Progress, number: int) -> rules.Module:
    if not 1 <= number <= len(progress.course.modules):
        raise Http404("No such module")
    return progress.course.modules[number - 1]


def _chosen(request, question: rules.Question) -> list[int]:
    """The numbers of the answers that were chosen, as far as there are such answers."""
    known = {str(number) for number in range(len(question.answers))}
    return [int(number) for number in request.POST.getlist("chosen") if number in known]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
