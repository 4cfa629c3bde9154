"""What carries messages: one gateway a channel, as the settings say. Start with `base.py`."""

from functools import cache

from django.conf import settings
from django.core.signals import setting_changed

from inglenook.core.channels import Channel

from .base import Gateway

__all__ = ["gateway_for", "gateway_named"]


@cache
def gateway_for(channel: str) -> Gateway | None:
    """The gateway of a channel; None when none is set up. A phone call has none: a task is made of it."""
    name = settings.GATEWAYS.get(channel, "")
    return _MAKERS[name]() if name else None


def gateway_named(name: str) -> Gateway | None:
    """The gateway in use under this name, for its callbacks."""
    return next((g for g in map(gateway_for, Channel.values) if g and g.name == name), None)


def _notify():
    from .notify import Notify

    return Notify(url=settings.NOTIFY_URL, key=settings.NOTIFY_KEY, template=settings.NOTIFY_TEMPLATE)


def _notify_letters():
    from .notify import NotifyLetters

    return NotifyLetters(url=settings.NOTIFY_URL, key=settings.NOTIFY_KEY, template="")


def _http():
    from .http import Http

    return Http(url=settings.TEXT_URL, key=settings.TEXT_KEY)


def _smtp():
    from .smtp import Smtp

    return Smtp()


def _push():
    from .push import Push

    return Push(key_file=settings.VAPID_KEY, contact=settings.PUSH_CONTACT)


def _folder():
    from .letter import Folder

    return Folder(settings.LETTERS)


def _demo():
    from .demo import Demo

    return Demo()


_MAKERS = {
    "notify": _notify,
    "notify-letters": _notify_letters,
    "http": _http,
    "smtp": _smtp,
    "push": _push,
    "folder": _folder,
    "demo": _demo,
}


def _settings_changed(setting: str, **_) -> None:
    if setting in {"GATEWAYS", "NOTIFY_URL", "TEXT_URL", "LETTERS", "VAPID_KEY"}:
        gateway_for.cache_clear()


setting_changed.connect(_settings_changed)
