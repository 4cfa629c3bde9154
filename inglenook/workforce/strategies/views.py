"""The library of strategies to browse and search, and which helps somebody sees in the talk."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from inglenook.community.doors import for_roles
from inglenook.core.roles import ROLES

from . import actions
from .files import Library, library
from .helps import helps, put_away_by
from .rules import Strategy, search

QUICK = 3  # minutes


@for_roles(ROLES)
def browse(request):
    """Every strategy under its barrier, or those that match what was asked."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "barrier", "strength", "minutes")}
    found = _matching(library(), asked)
    context = {
        "library": library(),
        "filters": _filters(asked),
        "is_filtered": any(asked.values()),
        "groups": _by_barrier(library(), found, asked["barrier"]),
        "count": len(found),
        "helps": helps(),
        "away": put_away_by(request.user),
    }
    return render(request, "workforce/strategies/browse.jinja", context)


def _matching(of: Library, asked: dict[str, str]) -> list[Strategy]:
    wanted = {
        "barrier": lambda one: asked["barrier"] in one.barriers,
        "strength": lambda one: one.evidence.strength == asked["strength"],
        "minutes": lambda one: one.minutes <= QUICK,
    }
    tests = [test for name, test in wanted.items() if asked[name]]
    return [one for one in search(of.strategies.values(), asked["q"]) if all(test(one) for test in tests)]


def _by_barrier(of: Library, found: list[Strategy], chosen: str) -> list[tuple]:
    """Barriers with their strategies; each strategy stands under its first, or under the one that was chosen."""
    homes = {one.code: chosen or one.barriers[0] for one in found}
    groups = [(barrier, [one for one in found if homes[one.code] == code]) for code, barrier in of.barriers.items()]
    return [(barrier, strategies) for barrier, strategies in groups if strategies]


def _filters(asked: dict[str, str]) -> list[dict]:
    of = library()
    options = {
        "barrier": ("In the way", [(code, one.title) for code, one in of.barriers.items()]),
        "strength": ("Evidence", [(code, words.split(" – ")[0]) for code, words in of.frames["strengths"].items()]),
        "minutes": ("Time", [("quick", f"{QUICK} minutes or less")]),
    }
    chosen = [
        {"name": name, "label": label, "value": asked[name], "options": [("", "Any"), *choices]}
        for name, (label, choices) in options.items()
    ]
    return [{"name": "q", "label": "Words", "value": asked["q"]}, *chosen]


@for_roles(ROLES)
def strategy(request, code):
    """One strategy, its words large enough to glance at."""
    if code not in library().strategies:
        raise Http404("No such strategy")
    context = {"library": library(), "one": library().strategies[code]}
    return render(request, "workforce/strategies/strategy.jinja", context)


@for_roles(ROLES)
@require_POST
def keep_help(request, code):
    """Put a help away for good, or bring it back."""
    if code not in helps():
        raise Http404("No such help")
    is_back = request.POST.get("do") == "bring_back"
    (actions.bring_back if is_back else actions.put_away)(help=code, by=request.user)
    if request.htmx:
        context = {"code": code, "one": helps()[code], "is_back": is_back}
        return render(request, "workforce/strategies/_put_away.jinja", context)
    messages.success(request, f"{'Back' if is_back else 'Put away'}: {helps()[code].title}")
    return redirect(_next(request))


def _next(request) -> str:
    """Back to the page of this site from which it was sent."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else "/strategies/"
