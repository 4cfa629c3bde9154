"""Accounts are made by invitation, or begun by oneself through an email (`joining`): not by the library's page."""

from collections.abc import Iterator
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import get_adapter


class ByInvitation(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class SecondStep(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, str]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code does not fit. Wait for the next one, then write that.",
        "unverified_email": "First show us that your email address is yours: open “Change your email address”.",
    }


def other_ways_in(request) -> Iterator[dict]:
    """Services of others that this place lets people sign in with: name and href of each."""
    for provider in get_adapter().list_providers(request):
        yield {"name": provider.name, "href": provider.get_login_url(request, process="login")}
