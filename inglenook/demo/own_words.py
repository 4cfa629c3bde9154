"""What two people say of themselves: Amina beside what her record says, and Ida, whom no practice has brought."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from inglenook.core import clock
from inglenook.core.models import User
from inglenook.people.about.actions import write
from inglenook.people.actions import begin_record
from inglenook.people.models import OwnAppointment, OwnFact, Person, PersonalContact, ProfessionalContact
from inglenook.people.models.about import Prompt
from inglenook.people.own.actions import add
from inglenook.people.own.readings import keep_reading

Kind = OwnFact.Kind


def tell_own_words(accounts: dict[str, User]) -> None:
    _tell_of_amina(accounts["person"], accounts["carer"])
    _tell_of_ida(accounts["alone"])


def _tell_of_amina(amina: User, sara: User) -> None:
    person = Person.objects.get(user=amina)
    said = {
        Prompt.IMPORTANT: "My grandchildren. And to get to the mosque by myself.",
        Prompt.DO_AND_DO_NOT: "Please do look at me when you speak, not at my daughter. Please do not ring before ten.",
    }
    for prompt, text in said.items():
        write(person=person, prompt=prompt, text=text, by=amina, helped_by="Sara, my daughter")
    add(OwnFact, person=person, by=amina, kind=Kind.MEDICINE, what="Black seed oil", detail="a spoon each morning")
    plasters = {"what": "Plasters", "detail": "my skin goes red"}
    add(OwnFact, person=person, by=sara, said_by=sara.name, kind=Kind.ALLERGY, **plasters)
    roles = [PersonalContact.Role.CARER, PersonalContact.Role.EMERGENCY]
    known = {"name": sara.name, "relationship": "my daughter", "roles": roles, "phone": "07700 900111"}
    add(PersonalContact, person=person, by=amina, **known)
    clinic = {"what": "Eye clinic", "place": "St Anne’s Hospital, Hearthby", "note": "Sara comes with me"}
    add(OwnAppointment, person=person, by=amina, at=_in_days(19, time(14, 15)), **clinic)


def _tell_of_ida(ida: User) -> None:
    given, _, family = ida.name.partition(" ")
    born = date(clock.today().year - 55, 3, 2)
    person = begin_record(user=ida, given_name=given, family_name=family, birth_date=born)
    write(person=person, prompt=Prompt.IMPORTANT, text="My garden, and being left in peace.", by=ida)
    since = {"since": "2019", "group_id": "hypertension"}
    add(OwnFact, person=person, by=ida, kind=Kind.CONDITION, what="High blood pressure", **since)
    add(OwnFact, person=person, by=ida, kind=Kind.MEDICINE, what="Amlodipine", detail="one 5 mg tablet a day")
    nurse = {"name": "Ana Ruiz", "role": "Heart nurse", "organisation": "St Anne’s Hospital", "is_key_worker": True}
    add(ProfessionalContact, person=person, by=ida, **nurse)
    for days, numbers in ((-40, (152, 90)), (-20, (146, 88)), (-3, (138, 84))):
        keep_reading(person=person, measure="blood_pressure", numbers=numbers, taken_at=_in_days(days, time(8)))


def _in_days(days: int, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(clock.today() + timedelta(days=days), at))
