"""The link of an invitation: it opens once, for whoever it was given to, and says clearly when it opens nothing."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from inglenook.core import access, clock
from inglenook.core.models import User
from inglenook.messaging import notices
from inglenook.people import actions
from inglenook.people.models import Grant, Invitation
from inglenook.planning.actions import raise_task
from inglenook.planning.models import Task
from inglenook.planning.preparation.team import named_professional
from inglenook.planning.presenting import called

from .forms import AgeForm, JoinForm
from .queries import invitation_by
from .words import WORDS

PAGES = "web/sharing"
SOON = timedelta(days=3)


@never_cache
@sensitive_variables("token", "form")
@sensitive_post_parameters("password")
def let_in(request, token):
    """What somebody is asked, and yes or no. Without an account they make one here."""
    invitation = invitation_by(token)
    if invitation is None or invitation.state != "open":
        return _closed(request, invitation)
    if request.user.is_authenticated and request.user.pk == invitation.person.user_id:
        return _page(request, "let_in_own", invitation)
    form = _form(request, invitation)
    if request.POST.get("do") == "no":
        return _declined(request, invitation)
    if form.is_valid() and form.is_too_young():
        return _too_young(request, invitation)
    if form.is_valid() and (carer := _carer(request, form, invitation)):
        return _taken_up(request, invitation, carer, form)
    return _page(request, "let_in", invitation, form=form, status=422 if form.errors else 200)


def _form(request, invitation: Invitation):
    data = request.POST if request.POST.get("do") == "yes" else None
    if request.user.is_authenticated:
        return AgeForm(data)
    return JoinForm(data, initial={"name": invitation.name, "email": invitation.address})


def _carer(request, form, invitation: Invitation) -> User | None:
    """Who signed in, or the account made now; None when there is one by that address already."""
    if request.user.is_authenticated:
        return request.user
    given = form.cleaned_data
    email = given["email"].lower()
    with access.working():
        if User.objects.filter(email=email).exists():
            form.add_error("email", _("There is an account with this email address already. Sign in first."))
            return None
        user = User.objects.create_user(email, given["password"], name=given["name"])
        is_shown = email == invitation.address.lower()  # the link came there, so the address is theirs
        EmailAddress.objects.create(user=user, email=email, verified=is_shown, primary=True)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return user


def _taken_up(request, invitation: Invitation, carer: User, form):
    young = form.age() is not None
    try:
        grant = actions.take_up(invitation=invitation, carer=carer, born_on=form.cleaned_data["born_on"])
    except actions.Closed:  # used in another window meanwhile
        return _closed(request, invitation_by_again(invitation))
    _tell_the_person(grant, invitation)
    if young:
        _tell_the_practice(invitation, f"young_carer:{grant.pk}", "Somebody under 18 helps to care: see how they are")
    messages.success(request, _("Thank you. You can now help %(name)s.") % {"name": called(invitation.person)})
    return redirect("people_i_care_for")


def invitation_by_again(invitation: Invitation) -> Invitation:
    with access.working():
        return Invitation.objects.select_related("person", "grant").get(pk=invitation.pk)


def _declined(request, invitation: Invitation):
    with access.working():
        actions.withdraw_invitation(invitation=invitation, by=request.user if request.user.is_authenticated else None)
    return _page(request, "let_in_declined", invitation)


def _too_young(request, invitation: Invitation):
    """Under 13 nobody is let in by themselves: a grown-up of the practice gets in touch instead."""
    why = "A child under 13 was asked to help to care: see who supports them"
    _tell_the_practice(invitation, f"child_carer:{invitation.pk}", why)
    return _page(request, "let_in_too_young", invitation)


def _tell_the_person(grant: Grant, invitation: Invitation) -> None:
    person, carer = invitation.person, grant.carer
    if person.user is None:
        return
    text = _("%(name)s can now see what you chose to share. You can change or stop this at any time: %(link)s")
    link = f"{settings.SITE_URL}/me/sharing/"
    with access.working():
        notices.tell(
            key=f"let_in:{grant.pk}",
            to=[person.user],
            subject=_("%(name)s said yes") % {"name": carer.name},
            text=text % {"name": carer.name, "link": link},
        )


def _tell_the_practice(invitation: Invitation, key: str, reason: str) -> None:
    person = invitation.person
    if person.practice_id:
        with access.working():
            owner = named_professional(person)
        about = {"person": person, "owner": owner, "due_at": clock.now() + SOON}
        raise_task(key=key, kind=Task.Kind.OTHER, reason=reason, **about)


def _closed(request, invitation: Invitation | None):
    """Used, withdrawn, too old, or never one: what to do now. Whoever used it finds their way on."""
    state = invitation.state if invitation else "unknown"
    own = bool(invitation and invitation.grant and invitation.grant.carer_id == request.user.pk)
    context = {"state": state, "is_own": own}
    return render(request, f"{PAGES}/let_in_closed.jinja", context, status=410)


def _page(request, name: str, invitation: Invitation, *, status: int = 200, **more):
    context = {"invitation": invitation, "name": called(invitation.person), "words": WORDS, **more}
    return render(request, f"{PAGES}/{name}.jinja", context, status=status)
