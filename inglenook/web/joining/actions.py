"""Making an account by oneself."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inglenook.core.actions import account_for


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
