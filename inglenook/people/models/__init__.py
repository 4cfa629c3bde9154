from .agreed import Target, UrgentResult
from .device import DeviceWriting
from .history import follow, follow_but
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
    "Allergy",
    "CareTeamMember",
    "Circumstance",
    "Condition",
    "ConditionGroup",
    "ConditionGroupCode",
    "DeviceWriting",
    "Encounter",
    "Grant",
    "ListedRow",
    "Look",
    "Medicine",
    "Person",
    "PersonRow",
    "Preferences",
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
