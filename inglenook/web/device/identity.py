"""Who a device's copy belongs to, and the key under which it keeps what is not sent yet."""

import base64

from django.utils.crypto import salted_hmac

from inglenook.core.models import User


def who(user: User | None) -> str:
    """A name for this account that says nothing; empty for nobody."""
    return _digest("who", user).hexdigest()[:32] if user and user.is_authenticated else ""


def key(user: User) -> str:
    """The account's own key of 256 bits, base64. It goes with the copy and is told again at sign-in."""
    return base64.b64encode(_digest("key", user).digest()).decode()


def _digest(purpose: str, user: User):
    return salted_hmac(f"inglenook.device.{purpose}", str(user.pk), algorithm="sha256")
