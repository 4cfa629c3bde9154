from dataclasses import astuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from inglenook.people.api import memberships_of

from ...doors import for_staff
from ...models import ReadingList, Resource
from ..courses.queries import courses_of, waiting_recalls
from ..presenting import page
from ..vocabulary import vocabulary
from . import actions, media, queries
from .forms import ListForm, ResourceForm, SendBackForm

AT_ONCE = 20
MOST_LETTERS = 200


@for_staff()
def learning(request):
    """The front page of learning: what waits, courses, lists, and everything there is, to search."""
    asked = queries.Asked(*(request.GET.get(name, "")[:MOST_LETTERS].strip() for name in _FILTERS))
    found = Paginator(queries.search(asked), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "filters": _filters(asked),
        "is_due": queries.is_due,
        "courses": courses_of(request.user),
        "waiting": waiting_recalls(request.user).count(),
        "lists": queries.lists_of(request.user),
        "places": _places(request.user),
    }
    return page(request, "resources/learning", context)


def _places(user) -> list[tuple[str, str]]:
    """Where else one learns and looks back, as far as the user may go there."""
    roles = {m.role for m in memberships_of(user)}
    return [(text, href) for text, href, readers in _ELSEWHERE if readers is None or roles & set(readers)]


_ELSEWHERE = (  # readers: None for everybody who works here
    ("Questions that come again", "/learning/again/", None),
    ("Organisations around the world", "/learning/organisations/", None),
    ("What the team has learnt", "/learning/team/", ("manager",)),
)
_FILTERS = {"q": "Words", "kind": "What", "audience": "For", "topic": "About"}


def _filters(asked: queries.Asked) -> list[dict]:
    known = vocabulary()
    options = {
        "kind": [("", "Everything"), *Resource.Kind.choices],
        "audience": [("", "Everybody"), *known.audiences.items()],
        "topic": [("", "All topics"), *known.topics.items()],
    }
    return [
        {"name": name, "label": label, "value": value, "options": options.get(name)}
        for (name, label), value in zip(_FILTERS.items(), astuple(asked), strict=True)
    ]


@for_staff()
def resource(request, ref):
    """One thing to learn from, with what it is for, who for, how long, and when it was last looked at."""
    found = _resource(request, ref)
    return page(request, "resources/resource", _context(request, found, ListForm(lists=_own_lists(request))))


def _context(request, found, form) -> dict:
    is_team = found.organisation_id is not None and _is_of_team(request, found)
    return {
        "resource": found,
        "form": form,
        "is_due": queries.is_due(found),
        "is_own": found.author_id == request.user.pk,
        "may_review": is_team and found.author_id != request.user.pk,
    }


@for_staff()
def video(request, ref):
    found = _resource(request, ref)
    if not found.video:
        raise Http404("No film")
    return media.serve(found.video, request.headers.get("Range", ""))


@for_staff()
def captions(request, ref):
    return HttpResponse(_resource(request, ref).captions, "text/vtt; charset=utf-8")


@for_staff()
def contributions(request):
    """The reader's own contributions, and those of colleagues that wait for a look."""
    found = queries.contributions(request.user)
    own = [one for one in found if one.author_id == request.user.pk]
    context = {"own": own, "waiting": [one for one in found if one not in own]}
    return page(request, "resources/contributions", context)


@for_staff()
def new_resource(request):
    form = ResourceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        made = actions.contribute(by=request.user, organisation=request.works.organisation, **form.contributed())
        return _kept(request, made, form)
    return page(request, "resources/edit", {"form": form})


@for_staff()
def edit_resource(request, ref):
    found = get_object_or_404(Resource, ref=ref, author=request.user)
    form = ResourceForm(request.POST or None, request.FILES or None, initial=vars(found))
    if form.is_valid():
        actions.revise(resource=found, by=request.user, **form.contributed())
        return _kept(request, found, form)
    return page(request, "resources/edit", {"form": form, "resource": found})


def _kept(request, found, form):
    if film := form.cleaned_data["film"]:
        actions.revise(resource=found, by=request.user, video=media.store(film, str(found.ref)))
    messages.success(request, "Kept as a draft. Read it as others will, then ask for a review.")
    return redirect("resource", ref=found.ref)


@require_POST
@for_staff()
def move_resource(request, ref, what):
    """Ask for review, publish, withdraw, put back, look again."""
    if what not in _MOVES:
        raise Http404("No such thing to do")
    act, said = _MOVES[what]
    found = get_object_or_404(queries.seen_by(request.user), ref=ref, organisation__isnull=False)
    if found.author_id != request.user.pk and not _is_of_team(request, found):
        raise Http404("Not of this team")
    try:
        act(resource=found, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("resource", ref=ref)


_MOVES = {
    "ask": (actions.ask_for_review, "A colleague can look at it now, under Contributions."),
    "publish": (actions.publish, "Published. Everybody who works here can find it."),
    "withdraw": (actions.withdraw, "Withdrawn. It can be put back."),
    "put-back": (actions.put_back, "Put back."),
    "look-again": (actions.look_again, "Noted: it still holds."),
}


@for_staff()
def send_back(request, ref):
    """A colleague asks the author for changes."""
    found = get_object_or_404(queries.seen_by(request.user), ref=ref, state=Resource.State.IN_REVIEW)
    if found.author_id == request.user.pk:
        raise Http404("One's own")
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        actions.send_back(resource=found, by=request.user, comment=form.cleaned_data["comment"])
        messages.success(request, "Sent back to its author, with your words.")
        return redirect("contributions")
    return page(request, "resources/send_back", {"form": form, "resource": found})


@require_POST
@for_staff()
def keep_resource(request, ref):
    """Put it into one of the reader's lists, or into a new one."""
    found = get_object_or_404(Resource, ref=ref, state=Resource.State.PUBLISHED)
    own = _own_lists(request)
    form = ListForm(request.POST, lists=own)
    if not form.is_valid():
        return page(request, "resources/resource", _context(request, found, form))
    chosen = next((one for one in own if str(one.ref) == form.cleaned_data["into"]), None)
    kept = actions.keep_in_list(resource=found, by=request.user, reading=chosen, title=form.cleaned_data["title"])
    messages.success(request, f"Kept in “{kept.title}”.")
    return redirect("resource", ref=ref)


@for_staff()
def reading_lists(request):
    """The reader's own lists, and those that colleagues share."""
    return page(request, "resources/lists", {"lists": queries.lists_of(request.user)})


@for_staff()
def reading_list(request, ref):
    """One list, in order; its owner changes and shares it."""
    reading = get_object_or_404(ReadingList.objects.select_related("owner", "shared_with"), ref=ref)
    if request.method == "POST":
        _change(request, get_object_or_404(ReadingList, ref=ref, owner=request.user))
        return redirect("reading_list", ref=ref)
    context = {"reading": reading, "found": queries.in_list(reading), "is_due": queries.is_due}
    return page(request, "resources/list", context | {"places": [m.organisation for m in memberships_of(request.user)]})


def _change(request, reading: ReadingList) -> None:
    named = next((one for one in reading.resources if str(one) == request.POST.get("resource")), None)
    do = request.POST.get("do")
    if do in ("up", "out") and named:
        {"up": actions.move_up, "out": actions.take_out}[do](reading=reading, ref=named, by=request.user)
    elif do == "share":
        at = [
            m.organisation for m in memberships_of(request.user) if str(m.organisation_id) == request.POST.get("with")
        ]
        actions.share(reading=reading, organisation=at[0] if at else None, by=request.user)


def _resource(request, ref) -> Resource:
    found = queries.seen_by(request.user).select_related("author", "reviewer", "organisation")
    return get_object_or_404(found.defer("search"), ref=ref)


def _is_of_team(request, found: Resource) -> bool:
    return Resource.objects.filter(queries.of_team(request.user), pk=found.pk).exists()


def _own_lists(request) -> list[ReadingList]:
    return list(ReadingList.objects.filter(owner=request.user))
