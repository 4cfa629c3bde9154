"""What a person's own page of facts shows, in few statements."""

from dataclasses import dataclass

from inglenook.core import clock
from inglenook.people.measures import Described, describe
from inglenook.people.models import OwnAppointment, OwnFact, Person, PersonalContact, ProfessionalContact
from inglenook.people.results import about_all
from inglenook.planning.today.glance import Fact, facts_and_said


@dataclass(frozen=True)
class Facts:
    """What others recorded, by kind, and what the person added."""

    recorded: dict[str, list[Fact]]
    own: list[OwnFact]
    appointments: list[OwnAppointment]
    people: list[PersonalContact]
    professionals: list[ProfessionalContact]

    def own_of(self, kind: str) -> list[OwnFact]:
        return [fact for fact in self.own if fact.kind == kind]


def facts_of(person: Person) -> Facts:
    """Five statements."""
    today = clock.today()
    mine = {"person": person}
    return Facts(
        recorded=facts_and_said(person, today)[0],
        own=list(OwnFact.objects.standing().filter(**mine).select_related("written_by")),
        appointments=list(OwnAppointment.objects.standing().filter(**mine, at__date__gte=today)),
        people=list(PersonalContact.objects.standing().filter(**mine)),
        professionals=list(ProfessionalContact.objects.standing().filter(**mine)),
    )


def meaning_of(person: Person, measure: str, numbers: list[float]) -> Described:
    """What a reading means for this person, by the target they agreed and by who they are."""
    number = tuple(numbers) if len(numbers) > 1 else numbers[0]
    return describe(measure, number, about=about_all([person])[person.pk])
