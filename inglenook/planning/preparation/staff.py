"""Pages of staff: the ledger of packs, one pack, answers typed in, print runs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inglenook.core.channels import Channel
from inglenook.core.roles import Section
from inglenook.kit.words import plural
from inglenook.messaging.models import PrintRun
from inglenook.people.api import person_for, sees, writes
from inglenook.people.doors import for_staff_of

from ..heeding import heed_for_staff
from ..models import Pack, ReviewCycle
from ..today.actions import Refused
from . import actions, packs, print_runs, queries, sending
from .forms import PaperForm
from .letters import reference
from .presenters import told
from .printing import packs_pdf
from .prompts import prompts

PAGES = "planning/preparation"
A_PAGE = 50


@for_staff_of(Section.PREPARATION)
def ledger(request: HttpRequest) -> HttpResponse:
    chosen = {name: request.GET.get(name, "") for name in ("stage", "channel", "q")}
    all_packs = queries.ledger(request.user, channel=chosen["channel"], text=chosen["q"])
    ready = queries.ready_cycles(request.user, text=chosen["q"])
    counts = queries.counts(all_packs) | {"ready": ready.count()}
    listed = ready if chosen["stage"] == "ready" else all_packs
    if chosen["stage"] in queries.STAGES:
        listed = listed.filter(stage=chosen["stage"])
    pages = Paginator(listed, A_PAGE)
    pages.count = counts.get(chosen["stage"], sum(counts.values()) - counts["ready"])
    shown = pages.get_page(request.GET.get("page"))
    if listed is not ready:  # put in order by keys alone, so that only the packs shown are joined with their people
        shown.object_list = all_packs.filter(pk__in=shown.object_list.values("pk"))
    page = {
        "chosen": chosen,
        "counts": counts,
        "stages": queries.STAGES,
        "channels": Channel.choices,
        "page": shown,
        "writes": writes(request.user, Section.PREPARATION),
        "types_forms": sees(request.user, Section.PAPERS),
    }
    return render(request, f"{PAGES}/ledger.jinja", page)


@for_staff_of(Section.PREPARATION)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make packs for the chosen people, or for all that are ready, as filtered."""
    cycles = ReviewCycle.objects.filter(ref__in=request.POST.getlist("chosen"))
    if request.POST.get("do") == "all":
        cycles = queries.ready_cycles(request.user, text=request.POST.get("q", ""))
    made = packs.make_packs(cycles=cycles, by=request.user)
    held = Pack.objects.filter(pk__in=made).exclude(held_because="").count()
    messages.success(request, f"Made {plural(len(made), 'pack')}.")
    if held:
        messages.warning(request, f"{plural(held, 'pack')} held: a professional must see a result first.")
    return redirect("packs")


@for_staff_of(Section.PREPARATION)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send the chosen packs, or all that are made, as filtered."""
    chosen = Pack.objects.filter(ref__in=request.POST.getlist("chosen"))
    if request.POST.get("do") == "all":
        filtered = {"channel": request.POST.get("channel", ""), "text": request.POST.get("q", "")}
        chosen = queries.ledger(request.user, stage="made", **filtered)
    sent = sending.send_packs(packs=chosen, by=request.user)
    ways = {"by email": sent.email, "into a print run": sent.letter, "as a call": sent.spoken, "on the web": sent.web}
    told = ", ".join(f"{count} {way}" for way, count in ways.items() if count)
    messages.success(request, f"{plural(sent.total, 'pack')} on the way: {told}." if told else "Nothing to send.")
    if sent.withheld:
        messages.warning(request, f"{plural(sent.withheld, 'pack')} closed: the person has died.")
    if sent.over:
        messages.warning(request, f"{plural(sent.over, 'pack')} not sent: the review is closed.")
    return redirect("print_runs" if sent.letter else "packs")


@for_staff_of(Section.PREPARATION)
def pack(request: HttpRequest, ref) -> HttpResponse:
    found = _pack(request, ref, what="Preparation pack")
    page = {
        "pack": found,
        "stage": queries.STAGES[found.stage],
        "reference": reference(found),
        "results": told(found),
        "prompts": prompts(),
        "answers": {answer.prompt: answer for answer in found.answers.all()},
        "link": found.links.order_by("pk").last(),
        "writes": writes(request.user, Section.PREPARATION),
        "may_acknowledge": sees(request.user, Section.RECORD) and writes(request.user, Section.TASKS),
        "waiting": packs.waiting(found),
        "ways": sending.ways(found),
    }
    return render(request, f"{PAGES}/pack.jinja", page)


@for_staff_of(Section.PREPARATION)
def letter_pdf(request: HttpRequest, ref) -> HttpResponse:
    """The letter as it would be printed, without the private link: each printing makes its own."""
    found = _pack(request, ref, what="Letter")
    if not found.made_at:
        raise Http404("This pack has not been made")
    return HttpResponse(packs_pdf([found]), content_type="application/pdf")


@for_staff_of(Section.PREPARATION)
@require_POST
def acknowledge(request: HttpRequest, ref) -> HttpResponse:
    """A professional has seen the urgent values: their tasks end and the pack is made."""
    if not sees(request.user, Section.RECORD):
        raise PermissionDenied
    found = _pack(request, ref, what="Urgent result")
    try:
        packs.acknowledge(pack=found, by=request.user, note=request.POST.get("note", "")[:500])
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Noted that you have seen it. The pack has been made.")
    return redirect("pack", ref)


@for_staff_of(Section.PREPARATION)
@require_POST
def change_way(request: HttpRequest, ref) -> HttpResponse:
    """When a pack did not get out, or its link does not open any more: another way, or once more."""
    channel = request.POST.get("channel", "")
    if sending.change_way(pack=_pack(request, ref, what="Preparation pack"), channel=channel, by=request.user):
        messages.success(request, f"On its way: {Channel(channel).label.lower()}.")
    else:
        messages.error(request, "It cannot be sent this way now.")
    return redirect("pack", ref)


@for_staff_of(Section.PREPARATION)
@require_POST
def close(request: HttpRequest, ref) -> HttpResponse:
    actions.close_unanswered(pack=_pack(request, ref, what="Preparation pack"), by=request.user)
    messages.success(request, "Marked as not answered.")
    return redirect("pack", ref)


@for_staff_of(Section.PREPARATION)
def enter_answers(request: HttpRequest, ref) -> HttpResponse:
    """Type in what came on paper or was said on the phone."""
    found = _pack(request, ref, what="Answers")
    form = PaperForm(request.POST or None, answers={answer.prompt: answer for answer in found.answers.all()})
    if request.method == "POST" and form.is_valid():
        actions.enter_answers(
            pack=found,
            said=form.changed(),
            way=form.cleaned_data["way"],
            said_by=form.cleaned_data["said_by"],
            by=request.user,
        )
        words = "\n".join(text for one in form.changed().values() for text in (one["text"], *one["choices"]))
        heed_for_staff(request, person=found.person, words=words, where="Answers typed in", key=f"answers:{found.pk}")
        if not form.say_what_was_cut():
            messages.success(request, "Answers saved.")
            return redirect("pack", ref)
    page = {"pack": found, "form": form, "reference": reference(found)}
    return render(request, f"{PAGES}/enter_answers.jinja", page)


@for_staff_of(Section.PREPARATION)
def runs(request: HttpRequest) -> HttpResponse:
    listed = _runs(request).select_related("organisation", "asked_by")
    page = {"page": Paginator(listed, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, f"{PAGES}/print_runs.jinja", page)


@for_staff_of(Section.PREPARATION)
def run(request: HttpRequest, ref) -> HttpResponse:
    """One run: its letters, and those to take out: the person has died or said stop since."""
    found = get_object_or_404(_runs(request), ref=ref)
    page = {
        "run": found,
        "packs": Paginator(print_runs.packs_of(found).order_by("pk"), A_PAGE).get_page(request.GET.get("page")),
        "taken_out": [] if found.posted_at else print_runs.to_take_out(found),
    }
    return render(request, f"{PAGES}/print_run.jinja", page)


@for_staff_of(Section.PREPARATION)
def run_file(request: HttpRequest, ref) -> HttpResponse:
    found = get_object_or_404(_runs(request), ref=ref)
    name = print_runs.path(found)
    if not found.finished_at or not default_storage.exists(name):
        raise Http404("No file: it is not made yet, or the letters have been posted")
    return FileResponse(default_storage.open(name), filename=f"letters-{found.asked_at:%Y-%m-%d}.pdf")


@for_staff_of(Section.PREPARATION)
@require_POST
def posted(request: HttpRequest, ref) -> HttpResponse:
    sent = print_runs.mark_posted(run=get_object_or_404(_runs(request), ref=ref), by=request.user)
    messages.success(request, f"{plural(sent, 'letter')} marked as posted.")
    return redirect("print_runs")


def _runs(request: HttpRequest):
    return PrintRun.objects.filter(organisation__in=queries.practices_of(request.user))


def _pack(request: HttpRequest, ref, *, what: str) -> Pack:
    """The pack, if the actor may see it; the look is recorded."""
    found = queries.ledger(request.user).filter(ref=ref).first()
    if found is None:
        raise Http404("No such pack, or not one you may see")
    found.person = person_for(request, found.person.ref, reason="To prepare your review", what=what)
    return found
