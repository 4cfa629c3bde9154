from .about import AboutChoice, AboutMe, AboutMedia, RecordedAboutMe
from .agreed import Target, UrgentResult
from .demographics import Demographics
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
from .sharing import CareTeamMember, Grant, Look

__all__ = [
    "AboutChoice",
    "AboutMe",
    "AboutMedia",
    "Allergy",
    "CareTeamMember",
    "Circumstance",
    "Condition",
    "ConditionGroup",
    "ConditionGroupCode",
    "Demographics",
    "Encounter",
    "Grant",
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
    "Result",
    "ResultCode",
    "Source",
    "Target",
    "UrgentResult",
    "follow",
    "follow_but",
]
