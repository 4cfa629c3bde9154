"""Where a person can go from their home, beside what stands on it and in the menu."""

from django.utils.translation import gettext as _


def ways() -> list[tuple[str, str]]:
    """Address and words of each."""
    return [
        ("/me/facts/", _("What I know about my health")),
        ("/me/papers/", _("My papers")),
        ("/me/programmes/", _("My support between appointments")),
        ("/me/sharing/", _("What I share, and with whom")),
        ("/me/looks/", _("Who has looked at my record")),
        ("/me/preferences/", _("How you reach me")),
        ("/me/device/", _("What is kept on this device")),
    ]


def help_ways() -> list[tuple[str, str]]:
    """The same for help from others."""
    return [
        ("/help/", _("Help near me")),
        ("/me/referrals/", _("Help I asked for")),
        ("/me/sessions/", _("My sessions")),
        ("/me/groups/", _("My groups")),
        ("/me/peer/", _("Somebody to talk to")),
    ]
