"""The thread about a plan, a goal or an action: one page for the team, the person and whom they let in."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inglenook.kit import fields
from inglenook.kit.forms import PageForm
from inglenook.people.api import is_self, person_for, title_of

from ..heeding import heed_and_say
from ..models import Comment
from ..plan.fields import NotSaved
from ..presenting import called
from . import actions
from .queries import About, about_at, address_of

REASON = "To talk with you about your plan"


class CommentForm(PageForm):
    """A few words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"] = fields.TextareaField(
            label=_("Write a few words"), subject=_("a few words"), rows=3, max_length=actions.LIMIT
        )
        self.fields["ref"] = fields.HiddenField(label="Ref", required=False)


@login_required
@require_http_methods(["GET", "POST"])
def thread(request, kind, ref):
    """Everything said about one thing, oldest first, and a box to say more."""
    about = about_at(kind, ref)
    if about is None:
        raise Http404("No such thing, or not one you may see")
    person = person_for(request, about.person.ref, reason=REASON, what="Comments")
    form = CommentForm(request.POST or None)
    if form.is_valid() and _say(request, about, person, form):
        return redirect(request.path)
    context = {
        "about": about,
        "person": person,
        "called": called(person),
        "comments": list(about.comments()),
        "is_own": is_self(request.user, person),
        "is_team": about.is_by_team(request.user),
        "form": form,
        "fresh": uuid.uuid4(),
    }
    template = "team" if context["is_team"] else "mine"
    return render(request, f"planning/comments/{template}.jinja", context, status=422 if form.errors else 200)


def _say(request, about: About, person, form: CommentForm) -> bool:
    sent = form.cleaned_data["ref"]
    ref = uuid.uuid5(about.row.ref, sent) if sent else uuid.uuid4()
    words = form.cleaned_data["words"]
    if not about.is_by_team(request.user):
        heed_and_say(request, person=person, words=words, where="In a comment on the plan", key=f"comment:{ref}")
    try:
        actions.say(about=about, ref=ref, words=words, by=request.user, by_words=_who(request.user, about, person))
    except NotSaved as problem:
        form.add_error("words", str(problem))
        return False
    messages.success(request, _("Said."))
    return True


def _who(user, about: About, person) -> str:
    """Who writes, in words that the person can read."""
    if is_self(user, person):
        return ""
    return f"{user.name}, {title_of(user) if about.is_by_team(user) else person.shared_as or _('Carer')}"


@login_required
@require_POST
def take_back(request, ref):
    """Its author takes a comment back."""
    comment = get_object_or_404(Comment.objects.select_related("plan", "goal", "action"), ref=ref)
    try:
        actions.take_back(comment=comment, by=request.user)
    except NotSaved as problem:
        messages.error(request, str(problem))
    return redirect(address_of(comment))
