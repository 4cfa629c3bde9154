"""Accounts are made by invitation; nobody signs themselves up."""

from collections.abc import Iterator

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import get_adapter


class ByInvitation(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


def other_ways_in(request) -> Iterator[dict]:
    """Services of others that this place lets people sign in with: name and href of each."""
    for provider in get_adapter().list_providers(request):
        yield {"name": provider.name, "href": provider.get_login_url(request, process="login")}
