"""The one box, the place and what else must be true."""

import re

from django.utils.translation import gettext_lazy as _

from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm

from .cards import access_titles
from .hours import DAYS
from .places import Point, locate, outward_of
from .search import PARTS_OF_DAY, Wanted

HOWS = {
    "": _("Any way"),
    "foot": _("On foot"),
    "bus": _("By bus or car"),
    "home": _("I cannot get out: by phone, online or at my home"),
}
ACCESS = ("step_free", "hearing_loop", "toilets", "accessible_toilet", "parking")
AT = re.compile(r"(-?\d{1,2}(?:\.\d{1,3})?),(-?\d{1,3}(?:\.\d{1,3})?)")


class HelpForm(PageForm):
    """What somebody looks for. Nothing is needed: with a place alone it shows what is near."""

    q = fields.TextField(
        label=_("What would help?"),
        subject=_("what would help"),
        hint=_("In your own words. For example: somewhere warm to sit with people"),
        required=False,
        max_length=200,
    )
    place = fields.TextField(
        label=_("Where are you?"),
        hint=_("Your postcode, or its first half. We do not keep it."),
        required=False,
        width=10,
        autocomplete="postal-code",
    )
    how = choices.RadiosField(label=_("How can you get there?"), choices=list(HOWS.items()), required=False, small=True)
    access = choices.CheckboxesField(
        label=_("What must the place have?"),
        choices=[(code, _(access_titles()[code])) for code in ACCESS],
        required=False,
        small=True,
    )
    free = choices.CheckboxField(label=_("Only what is free"), required=False, small=True)
    lift = choices.CheckboxField(label=_("Only where they can fetch me"), required=False, small=True)
    day = choices.SelectField(
        label=_("On which day?"),
        choices=[
            ("", _("Any day")),
            *((code.lower(), _(name)) for code, name in DAYS.items()),
            ("weekend", _("At the weekend")),
        ],
        required=False,
    )
    part = choices.SelectField(
        label=_("What time of day?"),
        choices=[("", _("Any time")), *((part, _(part)) for part in PARTS_OF_DAY)],
        required=False,
    )
    who = choices.SelectField(
        label=_("Who is it for?"),
        choices=[("", _("Anyone")), ("women", _("A woman")), ("men", _("A man"))],
        required=False,
    )
    language = fields.TextField(
        label=_("In which language, if not English?"), required=False, max_length=40, width=10, spellcheck=False
    )

    def clean_place(self):
        """The place as a point; what is no postcode, or none that is known, is said so."""
        typed = self.cleaned_data["place"].strip()
        if not typed:
            return None
        if not outward_of(typed):
            self.add_error("place", _("Enter a postcode, like ZZ1 2CE, or its first half, like ZZ1"))
            return None
        found = locate(typed)
        if not found:
            unknown = _("We do not know where {place} is. Leave the box empty to see all places")
            self.add_error("place", unknown.format(place=outward_of(typed)))
        return found

    def address(self) -> dict[str, str | list[str]]:
        """What the address of the results holds: the place too coarse to say which house."""
        given = self.cleaned_data
        kept = {name: value for name, value in given.items() if value and name != "place"}
        if place := given.get("place"):
            near = place.rounded()
            kept |= {"at": f"{near.latitude:g},{near.longitude:g}", "place": near.outward}
        return kept


def place_of(given) -> Point | None:
    """The place that an address holds; none when it holds none."""
    if found := AT.fullmatch(given.get("at", "")):
        latitude, longitude = float(found[1]), float(found[2])
        return Point(latitude, longitude, outward_of(given.get("place", ""))) if abs(latitude) <= 90 else None
    return locate(given.get("place", ""))


def wanted_of(given) -> Wanted:
    """What else an address asks for; what makes no sense is left out."""
    days = {code.lower() for code in DAYS} | {"weekend"}
    return Wanted(
        how=_one(given.get("how"), HOWS),
        access=tuple(code for code in given.getlist("access") if code in ACCESS),
        is_free=given.get("free") == "True",
        lift=given.get("lift") == "True",
        day=_one(given.get("day"), days),
        part=_one(given.get("part"), PARTS_OF_DAY),
        language=re.sub(r"[^\w ]", "", given.get("language", ""))[:40],
        who=_one(given.get("who"), ("women", "men")),
    )


def _one(value: str | None, known) -> str:
    return value if value and value in known else ""
