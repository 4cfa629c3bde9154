"""The e-mail that brings a pack: a private link and nothing about health.

The link is made as the e-mail is handed over, and stands nowhere else: the ledger keeps the text without it.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inglenook.kit import languages
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

from ..models import Pack
from .letters import link_address
from .links import make_links

PREFIX = "pack"
HIDDEN = "[private link]"
LONGEST = {
    "greeting": "Christopher-James",
    "practice": {"name": "The Old Railway Road Health Centre", "phone": "+44 1632 960 0001"},
}


def render(message: Message) -> Text:
    """The text of a pack's message. Raises LookupError when no pack goes by it any more."""
    pack = Pack.objects.filter(message=message).first()
    if pack is None:
        raise LookupError("no pack goes by this message")
    with languages.speaking(message.language):
        return _filled(pack.contents, link_address(make_links([pack])[pack.pk]))


def catalogue() -> Iterator[Sample]:
    for code in languages.OFFERED:
        with languages.speaking(code):
            text = _filled(LONGEST, HIDDEN)
        yield Sample(f"{PREFIX}:email", "Getting ready: the e-mail", code.partition("-")[0], text)


def _filled(contents: dict, address: str) -> Text:
    practice = contents.get("practice", {})
    values = {
        "greeting": contents.get("greeting", ""),
        "practice": practice.get("name") or _("Your practice"),
        "phone": languages.isolated(practice.get("phone", "")),
    }
    subject = _("Your private page from %(practice)s") % values
    return Text(subject, _said(values | {"address": HIDDEN}), private=_said(values | {"address": address}))


def _said(values: dict[str, str]) -> str:
    with_phone = _(
        "If you did not expect this, or want help, please ring us on %(phone)s. Please do not reply to this email."
    )
    no_phone = _("If you did not expect this, or want help, please ring us. Please do not reply to this email.")
    paragraphs = (
        _("Hello %(greeting)s,"),
        _("%(practice)s has made a private page for you. It helps you get ready for your review."),
        _("Open it here: %(address)s"),
        _("You will be asked for your date of birth. The link works for 60 days."),
        with_phone if values["phone"] else no_phone,
        "%(practice)s",
    )
    return "\n\n".join(paragraph % values for paragraph in paragraphs) + "\n"
