from .about import AboutChoice, AboutMe, AboutMedia, RecordedAboutMe
from .agreed import Target, UrgentResult
from .demographics import Demographics
from .device import DeviceWriting
from .history import follow, follow_but
from .own import OwnAppointment, OwnFact, PersonalContact, ProfessionalContact
from .person import ListedRow, Person, PersonRow, Preferences
from .record import (
    Allergy,
    Circumstance,
    Condition,
    ConditionGroup,
    ConditionGroupCode,
    Encounter,
    Medicine,
    RecordedGoal,
    RecordedPlan,
    Result,
    ResultCode,
    Source,
)
from .sharing import CarerCheck, CareTeamMember, Grant, Invitation, Look, Representative, YoungCarer

__all__ = [
    "AboutChoice",
    "AboutMe",
    "AboutMedia",
    "Allergy",
    "CareTeamMember",
    "CarerCheck",
    "Circumstance",
    "Condition",
    "ConditionGroup",
    "ConditionGroupCode",
    "Demographics",
    "DeviceWriting",
    "Encounter",
    "Grant",
    "Invitation",
    "ListedRow",
    "Look",
    "Medicine",
    "OwnAppointment",
    "OwnFact",
    "Person",
    "PersonRow",
    "PersonalContact",
    "Preferences",
    "ProfessionalContact",
    "RecordedAboutMe",
    "RecordedGoal",
    "RecordedPlan",
    "Representative",
    "Result",
    "ResultCode",
    "Source",
    "Target",
    "UrgentResult",
    "YoungCarer",
    "follow",
    "follow_but",
]
