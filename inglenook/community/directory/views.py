"""Pages of those who keep the directory, and the one tap by which anybody says that something is wrong."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from inglenook.core import clock
from inglenook.core.refs import is_ref

from ..models import Double, Feed, Flag, Service, Site
from . import actions, queries
from .assurance import assurance
from .forms import ServiceForm, StartForm
from .reading import BeingRead

PER_PAGE = 30


def for_keepers(view):
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not actions.may_keep(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_keepers
def directory(request):
    """The directory as those see it who keep it: its services, its feeds, and what waits for somebody."""
    words, feed = request.GET.get("words", "").strip()[:200], request.GET.get("feed", "")
    found, feeds = queries.services(words, feed if is_ref(feed) else ""), list(queries.feeds())
    context = {
        "words": words,
        "feed": feed,
        "feeds": feeds,
        "is_stopped": queries.is_stopped,
        "feed_options": [(str(one.ref), one.name) for one in feeds],
        "page": _page(request, found),
        "to_do": queries.to_do(),
    }
    return _render(request, "directory", context)


@for_keepers
def feed(request, ref):
    """One feed: its readings, and the faults of the last one."""
    row = get_object_or_404(queries.feeds(), ref=ref)
    return _feed_page(request, row, StartForm())


def _feed_page(request, row: Feed, form: StartForm):
    runs = list(row.runs.all()[:10])
    faults = queries.fault_kinds(runs[0]) if runs else []
    context = {"feed": row, "runs": runs, "faults": faults, "form": form, "is_stopped": queries.is_stopped(row)}
    return _render(request, "feed", context)


@require_POST
@for_keepers
def refresh(request, ref):
    row = get_object_or_404(Feed, ref=ref)
    actions.refresh(feed=row, by=request.user)
    messages.success(request, f"{row.name} is being read. This page shows what came of it once that is done.")
    return redirect("directory_feed", row.ref)


@require_http_methods(["GET", "POST"])
@for_keepers
def stop(request, ref):
    """Asks first, and says what will happen to the feed's services."""
    row = get_object_or_404(queries.feeds(), ref=ref)
    if request.method == "GET":
        return _render(request, "stop", {"feed": row})
    try:
        actions.stop(feed=row, by=request.user)
        messages.success(request, f"{row.name} is stopped. Nothing of it is shown any more.")
    except BeingRead:
        messages.error(request, f"{row.name} is being read now. Stop it once that is done.")
    return redirect("directory_feed", row.ref)


@require_POST
@for_keepers
def start(request, ref):
    row = get_object_or_404(queries.feeds(), ref=ref)
    form = StartForm(request.POST)
    if not form.is_valid():
        return _feed_page(request, row, form)
    actions.start(feed=row, every_hours=int(form.cleaned_data["every"]) or None, by=request.user)
    messages.success(request, f"{row.name} is being read. Its services are shown again once that is done.")
    return redirect("directory_feed", row.ref)


@login_required
def edit(request, ref):
    """What is shown of one service, to be put right."""
    service = get_object_or_404(Service.objects.select_related("provider", "feed"), ref=ref, gone_at=None)
    if not actions.may_edit(request.user, service):
        raise PermissionDenied
    sites = list(Site.objects.filter(services_here__service=service, services_here__gone_at=None, gone_at=None)[:2])
    form = ServiceForm(request.POST or None, service=service, site=sites[0] if len(sites) == 1 else None)
    if form.is_valid():
        _save(form, request.user)
        messages.success(request, "Saved. A refresh of the feed will keep it.")
        return redirect("directory_edit", service.ref)
    context = {
        "form": form,
        "service": service,
        "edits": service.edits,
        "changes": queries.changes_of(service),
        "says": queries.SAYS,
        "keeps": actions.may_keep(request.user),
        "flags": list(service.flags.filter(closed_at=None)),
    }
    return _render(request, "edit", context)


def _save(form: ServiceForm, user) -> None:
    if patch := form.patch():
        actions.edit(service=form.service, patch=patch, by=user)
    if form.has_moved and form.site:
        lines, postcode = form.cleaned_data["address"], form.cleaned_data["postcode"]
        actions.move(service=form.service, site=form.site, lines=lines, postcode=postcode, by=user)


@require_POST
@login_required
def undo(request, ref):
    service = get_object_or_404(Service.objects.select_related("provider"), ref=ref)
    try:
        actions.undo(service=service, by=request.user)
    except actions.NotAllowed as error:
        raise PermissionDenied from error
    messages.success(request, "Undone.")
    return redirect("directory_edit", service.ref)


@require_POST
@login_required
def follow_feed(request, ref):
    service = get_object_or_404(Service.objects.select_related("provider"), ref=ref)
    try:
        actions.follow_feed(service=service, field=request.POST.get("field", ""), by=request.user)
    except actions.NotAllowed as error:
        raise PermissionDenied from error
    return redirect("directory_edit", service.ref)


@for_keepers
def doubles(request):
    """Pairs of services that seem to be one, with why; and those decided lately."""
    page = _page(request, queries.doubles(), 10)
    decided = list(queries.decided()[:10])
    shown = [service.pk for pair in page for service in (pair.first, pair.second)]
    return _render(request, "doubles", {"page": page, "decided": decided, "places": queries.places_of(shown)})


@require_POST
@for_keepers
def decide(request, ref):
    pair = get_object_or_404(Double.objects.select_related("first", "second"), ref=ref)
    kept = {"first": pair.first, "second": pair.second}.get(request.POST.get("keep", ""))
    actions.decide(double=pair, keep=kept, by=request.user)
    said = f"Both are now shown as {kept.name}." if kept else "Both stay, as two services."
    messages.success(request, f"{said} You can undo this below.")
    return redirect("directory_doubles")


@require_POST
@for_keepers
def undo_decision(request, ref):
    actions.undo_decision(double=get_object_or_404(Double, ref=ref), by=request.user)
    return redirect("directory_doubles")


@for_keepers
def flags(request):
    """What people say is wrong, newest first; and what was closed lately."""
    page = _page(request, queries.open_flags())
    return _render(request, "flags", {"page": page, "closed": list(queries.closed_flags()[:10])})


@require_POST
@for_keepers
def close_flag(request, pk):
    row = get_object_or_404(Flag.objects.select_related("service__provider"), pk=pk, closed_at=None)
    outcome = request.POST.get("outcome", "")
    if outcome not in Flag.Outcome.values:
        raise PermissionDenied
    actions.close_flag(flag=row, outcome=outcome, by=request.user)
    messages.success(request, f"{row.service.name}: {row.get_outcome_display().lower()}. You can undo this below.")
    return redirect("directory_flags")


@require_POST
@for_keepers
def reopen_flag(request, pk):
    row = get_object_or_404(Flag.objects.select_related("service__provider").exclude(closed_at=None), pk=pk)
    actions.reopen_flag(flag=row, by=request.user)
    return redirect("directory_flags")


@require_POST
def flag(request, ref):
    """Anybody says with one tap what is wrong; nothing is kept of who, and once in a session is enough."""
    service = get_object_or_404(Service, ref=ref, gone_at=None)
    kind = request.POST.get("kind", "")
    said = request.session.setdefault("flags", [])
    if kind in Flag.Kind.values and (mark := f"{service.pk}:{kind}") not in said:
        actions.flag(service=service, kind=kind)
        request.session["flags"] = [*said[-50:], mark]
    messages.success(request, "Thank you. Somebody will check it.")
    return HttpResponseRedirect(_back(request, f"/help/{service.ref}/"))


def _back(request, otherwise: str) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else otherwise


def _page(request, found, size: int = PER_PAGE):
    return Paginator(found, size).get_page(request.GET.get("page"))


def _render(request, template: str, context: dict):
    today = clock.today()
    words = {"today": today, "assured": lambda service: assurance(service.assured_on, today)}
    return render(request, f"community/directory/{template}.jinja", words | context)
