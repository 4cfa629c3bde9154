"""Packs on paper: as a letter, or in Easy Read for whoever asked for that."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from inglenook.core import clock
from inglenook.kit import languages
from inglenook.kit.easy import Easy, easy_pdf
from inglenook.kit.words import day
from inglenook.messaging.letters import make_code, render_run
from inglenook.people.needs import language_of

from ..models import Pack
from .easy import easy_pack, face_of
from .letters import letter, link_address, reference
from .rules import LINK_DAYS


def kind_of_paper(pack: Pack) -> tuple[bool, bool]:
    """Papers of one kind are printed together: the size of print, and whether they are in Easy Read."""
    return pack.large_print, pack.easy_read


def packs_pdf(packs: Sequence[Pack], tokens: Mapping[int, str] | None = None) -> bytes:
    """One PDF of packs of one kind, which bring their people; with tokens, by the pack's key, their private links."""
    tokens = tokens or {}
    if packs[0].easy_read:
        author = packs[0].contents.get("practice", {}).get("name") or "Inglenook"
        return easy_pdf([easy_letter(pack, tokens.get(pack.pk)) for pack in packs], author=author)
    return render_run([letter(pack, token=tokens.get(pack.pk)) for pack in packs])


def easy_letter(pack: Pack, token: str | None = None) -> Easy:
    """The letter in the person's language."""
    with languages.speaking(language_of(pack.person)):
        face = face_of(pack.person, pack.contents, _door(token) if token else None)
        return easy_pack(pack, face=face, reference=reference(pack))


def _door(token: str) -> dict:
    address, until = link_address(token), day(clock.today() + timedelta(days=LINK_DAYS))
    code = make_code(address.upper())
    return {
        "code": {
            "side": code.side,
            "pixels": code.pixels,
            "alt": _("QR code that opens your private page"),
            "says": [
                _("Do you use a phone or a computer?"),
                _("Scan this, or type the address."),
                _("Give your date of birth."),
                _("Do it by %(day)s.") % {"day": until},
            ],
        },
        "short_address": address.split("://")[1].rstrip("/"),
    }
