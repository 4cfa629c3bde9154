"""The link worker's home, and one referral as one thread with everything that can be done about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect

from inglenook.core import access
from inglenook.core.models import User
from inglenook.core.refs import ref_in
from inglenook.core.roles import Section
from inglenook.people.api import memberships_of, title_of
from inglenook.people.doors import for_readers_of, for_staff_of

from ..doors import membership_in
from ..find.api import suggest
from ..find.near import region_of
from ..models import Concern, ExtraSlots, Introduction, Referral
from ..peers.api import finds_peers
from ..presenting import page
from ..refused import Refused
from . import actions, areas, barriers, concerns, introductions, limits, matching, notes, queries, rules
from .details import Details
from .looks import looked
from .note_form import AllowForm, HearForm, IntroduceForm, NoteForm
from .teams import supervised_by, teams_where, workers
from .thread import introduced_to, thread


@for_readers_of(Section.REFERRALS)
def referrals(request):
    """The link worker's day: what came in, whom they have, whom to speak to next. A name is posted, never addressed."""
    teams = teams_where(request.user)
    text = request.POST.get("q", "")
    mine = list(queries.found(queries.caseload(request.user), text))
    team_loads = limits.loads(workers(*teams))
    context = {
        "inbox": list(queries.found(queries.inbox(teams), text)),
        "mine": mine,
        "next": sorted((row for row in mine if row.next_at), key=lambda row: row.next_at),
        "load": team_loads.get(request.user),
        "nobody_has_room": all(load.is_full for load in team_loads.values()),
        "concerns": list(queries.open_concerns(teams)),
        "region": region_of(areas.by_district(mine)),
        "states": rules.states(),
        "titles": barriers.titles,
        "q": text,
    }
    return page(request, "referrals/home", context)


@login_required
def referrals_overview(request):
    """For whoever supervises: counts and ages of every link worker's referrals, and nothing that any of them says.

    A manager reads no referral, so the counts are made as work over the population. A manager may let a link worker
    have more people for a time.
    """
    if not memberships_of(request.user):
        raise PermissionDenied
    teams = supervised_by(request.user)
    is_manager = membership_in(request.user, ExtraSlots.kept_by) is not None
    with access.working():
        rows = queries.supervision(teams)
        context = {"rows": rows, "by_state": queries.by_state(teams), "extra": list(queries.extra_slots(teams))}
    form = AllowForm(request.POST or None, choices=[(str(r.worker.pk), r.worker.name) for r in rows if r.worker])
    if is_manager and form.is_valid():
        return _allowed(request, form, rows)
    return page(request, "referrals/overview", context | {"form": form if is_manager else None})


def _allowed(request, form: AllowForm, rows: list):
    said = dict(form.cleaned_data)
    key = int(said.pop("worker"))
    chosen = next(row for row in rows if row.worker and row.worker.pk == key)
    limits.allow(worker=chosen.worker, team=chosen.team, by=request.user, **said)
    messages.success(request, f"{chosen.worker.name} may have {said['slots']} more.")
    return redirect("referrals_overview")


@for_staff_of(Section.REFERRALS)
def referral(request, ref):
    """One referral from its first words to the word back; beside it what may help, and the note."""
    found = queries.referral_or_404(ref, threaded=True)
    person = looked(request, found)
    is_ours = found.team in teams_where(request.user)
    loads = limits.loads(workers(found.team)) if is_ours else {}
    hears = _hear_forms(request, found)
    heard = next((form for form in hears.values() if form.is_bound), None)
    forms = _forms(request, found, loads.get(request.user)) | {"heard": heard}
    if request.method == "POST" and (went := _do(request, found, forms)):
        return went
    whose = {"person": person, "is_ours": is_ours, "hears": hears}
    return page(request, "referrals/referral", _context(request, found, forms, loads) | whose)


def _context(request, found: Referral, forms: dict, loads: dict[User, limits.Load]) -> dict:
    return {
        "referral": found,
        "state": rules.states()[found.state],
        "states": rules.states(),
        "details": Details.of(found.details),
        "barriers": barriers.titles(found.barriers),
        "thread": thread(found),
        "forms": forms,
        "form": next((form for form in forms.values() if form and form.is_bound), None),
        "loads": _by_room(loads),
        "is_full": request.user in loads and loads[request.user].is_full,
        "finds_peers": finds_peers(request.user),
        "looking_for": request.GET.get("look", ""),
    }


def _by_room(loads: dict[User, limits.Load]) -> dict[User, limits.Load]:
    return dict(sorted(loads.items(), key=lambda row: -row[1].free))


def _forms(request, found: Referral, load: limits.Load | None) -> dict:
    words = request.GET.get("look", "")
    goals = (found.hopes, found.reason)
    fits = suggest(
        person=found.person,
        postcode=found.given_postcode,
        barriers=found.barriers,
        words=words,
        goals=goals,
        not_these=introduced_to(found),
    )
    is_beyond = bool(load and load.is_full and found.owner is None)
    initial = {"need": found.hopes, "contact": found.given_phone}
    return {
        "note": NoteForm(_posted(request, "note"), referral=found, is_full=is_beyond),
        "introduce": IntroduceForm(_posted(request, "introduce"), suggestions=fits, initial=initial, auto_id="to-%s"),
    }


def _hear_forms(request, found: Referral) -> dict[str, HearForm]:
    """One for each service, by the introduction's ref: what was typed and is wrong stays in its own."""
    posted = _posted(request, "heard")
    return {
        row["ref"]: HearForm(
            posted if posted and posted.get("introduction") == row["ref"] else None,
            initial={"introduction": row["ref"]},
            auto_id=f"heard-{row['ref']}-%s",
        )
        for row in found.introduction_rows
    }


def _posted(request, what: str) -> QueryDict | None:
    return request.POST if request.POST.get("do") == what else None


def _do(request, found: Referral, forms: dict):
    """Do what was asked; None when something about it must be put right first."""
    do = _DO.get(request.POST.get("do", ""))
    form = forms.get(request.POST.get("do"))
    if do is None or (form is None and do is _heard):
        raise Http404("No such thing to do")
    if form and not form.is_valid():
        return None
    try:
        said = do(request, found, form)
    except Refused as refused:
        if form is None:
            messages.error(request, str(refused))
            return redirect("referral", ref=found.ref)
        form.add_error(None, str(refused))
        return None
    messages.success(request, said)
    return redirect("referrals") if request.POST.get("after") == "next" else redirect("referral", ref=found.ref)


def _note(request, found, form):
    notes.note(referral=found, by=request.user, **form.given())
    return f"Noted: {found.name}."


def _introduce(request, found, form):
    made = introductions.introduce(referral=found, by=request.user, **form.given())
    return f"{made.service.name}: noted."


def _heard(request, found, form):
    data = dict(form.cleaned_data)
    one = get_object_or_404(Introduction, ref=data.pop("introduction"), referral=found)
    introductions.hear(introduction=one, by=request.user, **data)
    return "Noted."


def _told(request, found, form):
    actions.tell(referral=found, by=request.user)
    return "Whoever made it has been told."


def _take(request, found, form):
    actions.take(referral=found, by=request.user, over=request.POST.get("over", ""))
    return "It is yours now."


def _give(request, found, form):
    to = next((one for one in workers(found.team) if str(one.pk) == request.POST.get("to")), None)
    if to is None:
        raise Http404("Nobody of the team")
    actions.give(referral=found, to=to, by=request.user, over=request.POST.get("over", ""))
    return f"{to.name} has it now."


def _match(request, found, form):
    matching.match(referral=found, ref=request.POST.get("person", ""), by=request.user)
    return "Found: it is this person’s now."


def _close_concern(request, found, form):
    one = get_object_or_404(Concern, ref=ref_in(request.POST.get("concern")), referral=found)
    concerns.close_concern(concern=one, note=request.POST.get("closing_note", ""), by=request.user)
    return "The concern is closed."


_DO = {
    "note": _note,
    "introduce": _introduce,
    "heard": _heard,
    "told": _told,
    "take": _take,
    "give": _give,
    "match": _match,
    "close_concern": _close_concern,
}


@for_staff_of(Section.REFERRALS)
def match_referral(request, ref):
    """People on the lists that the team serves who may be meant, shown to a link worker of that team."""
    found = queries.referral_or_404(ref)
    if found.team not in teams_where(request.user):
        raise Http404("No such referral, or not one of your team’s")
    shown = matching.candidates(found, request.user, title_of(request.user))
    return page(request, "referrals/match", {"referral": found, "candidates": shown})
