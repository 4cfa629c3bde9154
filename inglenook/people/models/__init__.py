from .agreed import Target, UrgentResult
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
from .sharing import CarerCheck, CareTeamMember, Grant, Invitation, Look, Representative, YoungCarer

__all__ = [
    "Allergy",
    "CareTeamMember",
    "CarerCheck",
    "Circumstance",
    "Condition",
    "ConditionGroup",
    "ConditionGroupCode",
    "Encounter",
    "Grant",
    "Invitation",
    "ListedRow",
    "Look",
    "Medicine",
    "Person",
    "PersonRow",
    "Preferences",
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
