"""Where a person can go from their home, beside what stands on it."""

from django.utils.translation import gettext as _

from inglenook.people.models import Person
from inglenook.planning.presenting import own_plan


def ways(person: Person) -> list[tuple[str, str]]:
    """Address and words of each."""
    return [
        (own_plan(person), _("My plan")),
        ("/me/about/", _("About me")),
        ("/me/facts/", _("What I know about my health")),
        ("/me/messages/", _("My messages")),
        ("/me/papers/", _("My papers")),
        ("/me/programmes/", _("My support between appointments")),
        ("/me/sharing/", _("What I share, and with whom")),
        ("/me/looks/", _("Who has looked at my record")),
        ("/me/preferences/", _("How you reach me")),
        ("/me/device/", _("What is kept on this device")),
    ]
