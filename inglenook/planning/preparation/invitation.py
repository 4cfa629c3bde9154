"""The e-mail that brings a pack: a private link and nothing about health.

The link is made as the e-mail is handed over, and stands nowhere else: the ledger keeps the text without it.
"""

from collections.abc import Iterator

from inglenook.messaging.models import Message
from inglenook.messaging.templates import Sample, Text

from ..models import Pack
from .letters import link_address
from .links import make_links

PREFIX = "pack"
HIDDEN = "[private link]"
SUBJECT = "Your private page from {practice}"
TEXT = """Hello {greeting},

{practice} has made a private page for you. It helps you get ready for your review.

Open it here: {address}

You will be asked for your date of birth. The link works for 60 days.

If you did not expect this, or want help, please ring us{phone}. Please do not reply to this email.

{practice}
"""
LONGEST = {
    "greeting": "Christopher-James",
    "practice": {"name": "The Old Railway Road Health Centre", "phone": "+44 1632 960 0001"},
}


def render(message: Message) -> Text:
    """The text of a pack's message. Raises LookupError when no pack goes by it any more."""
    pack = Pack.objects.filter(message=message).first()
    if pack is None:
        raise LookupError("no pack goes by this message")
    return _filled(pack.contents, link_address(make_links([pack])[pack.pk]))


def catalogue() -> Iterator[Sample]:
    yield Sample(f"{PREFIX}:email", "Getting ready: the e-mail", "en", _filled(LONGEST, HIDDEN))


def _filled(contents: dict, address: str) -> Text:
    practice = contents.get("practice", {})
    name, phone = practice.get("name") or "Your practice", practice.get("phone")
    values = {
        "greeting": contents.get("greeting", ""),
        "practice": name,
        "phone": f" on {phone}" if phone else "",
    }
    return Text(
        SUBJECT.format(practice=name),
        TEXT.format(**values, address=HIDDEN),
        private=TEXT.format(**values, address=address),
    )
