"""The page of personas. Its paths run as the database role of the sign-in pages, which sees no person."""

from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from inglenook.core.models import User

from .personas import personas

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def choose(request):
    return render(request, "demo/choose.jinja", {"personas": personas().values()})


@require_POST
def sign_in(request, code):
    """Sign in as a persona without a password. Only accounts that the demonstration made can be opened so."""
    persona = personas().get(code)
    if persona is None:
        raise Http404("No such persona")
    user = User.objects.filter(email=personas()[persona.signs_in_as].email, is_active=True).first()
    if user is None:
        raise PermissionDenied("This database was not set up for a demonstration")
    login(request, user, backend=BACKEND)
    return redirect(persona.opens)
