"""What a referral says beside who, why and to whom: PRSB Social Prescribing 1.1, in its words. Plain Python.

Kept as JSON on the referral (`Details.kept`, `Details.of`), only what was said. Risks and safeguarding concerns are
rows of their own, which only staff read.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

MET_BY = {"yes": "Yes", "no": "No", "not_asked": "Not asked"}


@dataclass(frozen=True)
class Adjustment:
    """What must be done otherwise so that the person can take part."""

    what: str
    detail: str = ""
    is_flagged: bool = True  # the reasonable adjustment flag of the record


@dataclass(frozen=True)
class Impairment:
    category: str
    detail: str = ""


@dataclass(frozen=True)
class Consent:
    """Whether the person agreed that this is passed on, to whom, and how that was asked."""

    agreed: str  # a key of MET_BY
    told: str = ""  # what they agreed that charities and groups are told
    on: str = ""  # ISO date


@dataclass(frozen=True)
class SocialContext:
    """How the person lives, each in a sentence."""

    household: str = ""
    occupation: str = ""
    education: str = ""
    lifestyle: str = ""
    smoking: str = ""
    smoking_details: str = ""
    stopped_smoking_on: str = ""
    alcohol: str = ""
    drugs: str = ""
    circumstances: str = ""
    access: str = ""
    dependants: str = ""
    accommodation: str = ""
    environment: str = ""


@dataclass(frozen=True)
class Care:
    """A service the person has already."""

    name: str
    kind: str = ""
    began_on: str = ""
    ended_on: str = ""
    authority: str = ""
    funding: str = ""


@dataclass(frozen=True)
class Pregnancy:
    state: str = ""
    due_on: str = ""


@dataclass(frozen=True)
class Details:
    """Everything a referral may say that has no column of its own."""

    consent: Consent = field(default_factory=lambda: Consent("not_asked"))
    adjustments: tuple[Adjustment, ...] = ()
    impairments: tuple[Impairment, ...] = ()
    mobility: str = ""
    other_needs: str = ""
    social: SocialContext = field(default_factory=SocialContext)
    care: tuple[Care, ...] = ()
    issues: tuple[str, ...] = ()
    summary: str = ""
    pregnancy: Pregnancy = field(default_factory=Pregnancy)
    referrer_grade: str = ""
    referrer_specialty: str = ""
    referred_to: str = ""  # somebody by name in the team

    def kept(self) -> dict[str, Any]:
        """As JSON, without what was not said."""
        return _without_nothing(asdict(self))

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Details":
        """What was kept. Raises TypeError for a name that a referral does not have."""
        given = dict(kept)
        for name, kind in _PARTS.items():
            if name in given:
                given[name] = kind(**given[name])
        for name, kind in _LISTS.items():
            if name in given:
                given[name] = tuple(kind(**row) for row in given[name])
        return cls(**given | {"issues": tuple(given.get("issues", ()))})


_PARTS: dict[str, type] = {"consent": Consent, "social": SocialContext, "pregnancy": Pregnancy}
_LISTS: dict[str, type] = {"adjustments": Adjustment, "impairments": Impairment, "care": Care}


def has(path: str) -> bool:
    """Whether `Details` has this field; a dot leads into a part ("social.household", "adjustments.what")."""
    first, _, rest = path.partition(".")
    if first not in {one.name for one in fields(Details)}:
        return False
    part = (_PARTS | _LISTS).get(first)
    return not rest or bool(part and rest in {one.name for one in fields(part)})


def agreed_to_share(on: date, *, told: str = "") -> Consent:
    """Consent as it is given on a form."""
    return Consent("yes", told, on.isoformat())


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: one for name, part in value.items() if (one := _without_nothing(part)) not in ("", {}, [])}
    if isinstance(value, list | tuple):
        return [_without_nothing(one) for one in value]
    return value
