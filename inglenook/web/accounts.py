"""Accounts are made by invitation; nobody signs themselves up."""

from allauth.account.adapter import DefaultAccountAdapter


class ByInvitation(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
