"""Making an account by oneself, and a record of one's own."""

from datetime import date

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inglenook.core import access
from inglenook.core.actions import account_for
from inglenook.core.models import User
from inglenook.people.models import Person


@transaction.atomic
def join(*, name: str, email: str) -> str:
    """Send the link by which the owner of this address chooses a password; it is returned.

    Whether there was an account before, the answer is the same: nobody learns here who uses this service.
    """
    user = account_for(email=email, name=name)
    key = [user_pk_to_url_str(user), default_token_generator.make_token(user)]
    link = settings.SITE_URL + reverse("account_reset_password_from_key", args=key)
    get_adapter().send_mail("account/email/join", user.email, {"link": link})
    return link


@transaction.atomic
def begin(*, user: User, given_name: str, family_name: str, birth_date: date) -> Person:
    """The record of a person whom no practice has brought: theirs alone until they share it. Asked twice it is one."""
    said = {"given_name": given_name, "family_name": family_name, "birth_date": birth_date, "email": user.email}
    with access.working():
        return Person.objects.get_or_create(user=user, defaults=said)[0]
