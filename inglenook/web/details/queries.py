"""What a person says of who they are, beside what their record says. One statement, and one for the record's source."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from inglenook.kit.words import day, translated
from inglenook.people.ethnicity import TITLES
from inglenook.people.models import Demographics, Person
from inglenook.people.needs import language_name

from .forms import DetailsForm, told


@dataclass(frozen=True)
class Detail:
    """One thing: what it is, what they say (nothing yet: ""), and what the record says (nothing: "")."""

    title: str
    said: str
    recorded: str = ""


@dataclass(frozen=True)
class Details:
    """`groups` by their titles; `fixed` is what the record alone holds; `source` is where the record comes from."""

    stands: Demographics | None
    groups: list[tuple[str, list[Detail]]]
    fixed: list[Detail]
    source: str


def stands_of(person: Person) -> Demographics | None:
    return Demographics.objects.filter(person=person).select_related("written_by").first()


def details_of(person: Person) -> Details:
    stands = stands_of(person)
    own, recorded = told(person, stands), _recorded(person)
    groups = [
        (title, [Detail(DetailsForm.base_fields[name].label, own[name], recorded.get(name, "")) for name in names])
        for title, names in DetailsForm.GROUPS
    ]
    return Details(stands, groups, _fixed(person), person.source.name if person.source else "")


def _recorded(person: Person) -> dict[str, str]:
    """What the record says to the same questions, in words."""
    return {
        "title": person.title,
        "ethnicity": translated(TITLES.get(person.ethnicity, "")),
        "languages": language_name(person.language) if person.language else "",
        "addresses": ", ".join(filter(None, (person.address, person.postcode))),
        "telephones": ", ".join(filter(None, (person.mobile, person.phone))),
        "emails": person.email,
    }


def _fixed(person: Person) -> list[Detail]:
    """What only the practice changes: by it they are known to be who they are."""
    born = day(person.birth_date) if person.birth_date else ""
    return [
        Detail(_("Name"), "", person.name),
        Detail(_("Date of birth"), "", born),
        Detail(_("NHS number"), "", person.nhs_number or ""),
    ]
