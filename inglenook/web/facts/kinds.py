"""The kinds of things that people add, each with its form and its words."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inglenook.core.roles import Section
from inglenook.people.models import OwnAppointment, OwnFact, PersonalContact, ProfessionalContact
from inglenook.people.models.own import OwnRow

from . import forms


@dataclass(frozen=True)
class Kind:
    """One kind: its name in addresses, where its rows are kept, and how it is asked for."""

    code: str
    rows: str  # what its rows are called in addresses
    model: type[OwnRow]
    form: type[forms.OwnForm]
    adds: str | Promise
    changes: str | Promise
    section: Section = Section.FACTS
    fixed: dict = field(default_factory=dict)

    @property
    def argument(self) -> str:
        """What an address calls the ref of a row, where the person stands in it too."""
        return {OwnFact: "own_fact", OwnAppointment: "own_appointment", PersonalContact: "personal_contact"}.get(
            self.model, "professional_contact"
        )


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "condition",
            "facts",
            OwnFact,
            forms.ConditionForm,
            _("Add a condition"),
            _("Change a condition"),
            fixed={"kind": OwnFact.Kind.CONDITION},
        ),
        Kind(
            "medicine",
            "facts",
            OwnFact,
            forms.MedicineForm,
            _("Add a medicine"),
            _("Change a medicine"),
            fixed={"kind": OwnFact.Kind.MEDICINE},
        ),
        Kind(
            "allergy",
            "facts",
            OwnFact,
            forms.AllergyForm,
            _("Add an allergy"),
            _("Change an allergy"),
            fixed={"kind": OwnFact.Kind.ALLERGY},
        ),
        Kind(
            "appointment",
            "appointments",
            OwnAppointment,
            forms.AppointmentForm,
            _("Add an appointment"),
            _("Change an appointment"),
        ),
        Kind(
            "contact",
            "contacts",
            PersonalContact,
            forms.ContactForm,
            _("Add a person"),
            _("Change a person"),
            section=Section.ABOUT,
        ),
        Kind(
            "professional",
            "professionals",
            ProfessionalContact,
            forms.ProfessionalForm,
            _("Add a professional"),
            _("Change a professional"),
            section=Section.ABOUT,
        ),
    )
}


def kind_of(row: OwnRow) -> Kind:
    if isinstance(row, OwnFact):
        return KINDS[row.kind]
    return next(kind for kind in KINDS.values() if kind.model is type(row))
