"""What a letter holds: words only, ready to be set. The template reads these names."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from inglenook.kit import languages

from .codes import Code


def printed_words() -> dict[str, str]:
    """What every letter says, in the language spoken now; `%(name)s` and the like are filled in as it is set."""
    return {
        "dear": _("Dear %(name)s,"),
        "for": _("For %(name)s"),
        "results": _("Your results"),
        "measured": _("What we measured"),
        "yours": _("Yours"),
        "means": _("What it means"),
        "code": _("QR code that opens your private page"),
        "web": _("On the web:"),
        "scan": _("scan the code, or type this address. Then give your date of birth."),
        "use_by": _("Please use it by %(day)s."),
    }


@dataclass(frozen=True)
class ResultLine:
    """One row of the table of results: "Blood pressure", "2 June 2026", "138/84 mmHg", what it means, the target."""

    name: str
    on: str
    value: str
    meaning: str
    target: str = ""


@dataclass(frozen=True)
class Question:
    """A question with boxes to tick and lines to write on."""

    question: str
    hint: str = ""
    options: list[str] = field(default_factory=list)
    lines: int = 2


@dataclass(frozen=True)
class Letter:
    """One person's letter. `code` and `short_address` open their private page; without them that part is left out."""

    to: str
    address: list[str]
    greeting: str
    practice: str
    phone: str
    date: str
    title: str
    opening: list[str]
    results: list[ResultLine]
    questions_title: str
    questions: list[Question]
    closing: list[str]
    reference: str
    large_print: bool = False
    code: Code | None = None
    short_address: str = ""
    use_by: str = ""
    language: str = field(default_factory=languages.tag)
    side: str = field(default_factory=languages.side)
    words: dict[str, str] = field(default_factory=printed_words)
