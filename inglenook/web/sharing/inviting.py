"""The link of an invitation and the words it goes with: by e-mail, or by text from the person's own phone."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from inglenook.core import access
from inglenook.messaging import notices
from inglenook.messaging.letters import Code
from inglenook.people.actions import secret_of
from inglenook.people.models import Invitation, Person
from inglenook.planning.presenting import called


def link_to(invitation: Invitation) -> str:
    return settings.SITE_URL + reverse("let_in", args=[secret_of(invitation)])


def words_to_send(invitation: Invitation, person: Person) -> str:
    """Who asks and where to look, and nothing about health."""
    return _("%(name)s asks you to help with their care plan in Inglenook. Open this link: %(link)s") % {
        "name": called(person),
        "link": link_to(invitation),
    }


def send(invitation: Invitation, person: Person) -> None:
    """Put the e-mail on its way, once."""
    values = {"name": called(person), "to": invitation.name, "link": link_to(invitation)}
    text = _(
        "Hello %(to)s,\n\n"
        "%(name)s would like to let you see some of their pages in Inglenook, so that you can help.\n\n"
        "Open this link to say yes or no. It works once, for 14 days:\n\n"
        "%(link)s\n\n"
        "Please do not pass it on. If you do not know %(name)s, you need do nothing.\n"
    )
    with access.working():
        notices.write_to(
            key=f"invitation:{invitation.pk}",
            address=invitation.address,
            subject=_("%(name)s asks you to help") % values,
            text=text % values,
        )


def squares(code: Code) -> str:
    """The dark modules of a QR code as the path of an SVG, one unit each."""
    dark = (divmod(place, code.side) for place, pixel in enumerate(code.pixels) if not pixel)
    return "".join(f"M{x} {y}h1v1h-1z" for y, x in dark)
