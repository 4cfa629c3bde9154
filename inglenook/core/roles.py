"""Who may read and write which section of a person's record.

The one table of access. `policies.py` turns it into PostgreSQL policies, the reference page is generated from it, and
a test walks every model as every role against it.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_noop as marked


class Section(StrEnum):
    """A part of a person's record that is shared or withheld as one."""

    IDENTITY = "identity"  # who they are, how to reach and address them
    ABOUT = "about"  # About Me and who is who in their life, in their own words
    CIRCUMSTANCES = "circumstances"  # social findings, needs for access
    FACTS = "facts"  # conditions, medicines, allergies and appointments that the person added
    RECORD = "record"  # conditions, contacts with services, plans by others
    RESULTS = "results"  # tests and readings
    MEDICINES = "medicines"  # medicines and allergies
    CYCLE = "cycle"  # where they are in the review cycle, tests needed, contacts
    PREPARATION = "preparation"  # packs and what the person answered
    CONVERSATION = "conversation"  # agenda and notes of the talk
    PLAN = "plan"  # goals, actions, versions, follow-ups
    PAPERS = "papers"  # paper forms: which are out, what they ask, who typed them in; not what is printed or written
    UNWELL = "unwell"  # what to do when the person becomes unwell, and whom to call
    TASKS = "tasks"  # what somebody must do for them, by when
    MESSAGES = "messages"  # what was sent and what came back
    REFERRALS = "referrals"  # social prescribing, groups and peers: who asked for what, where it led
    MEASURES = "measures"  # how they feel: questionnaires with their scores, programmes that ask about mood
    SUPPORT = "support"  # programmes between appointments, check-ins, alerts, coaching
    SHARING = "sharing"  # grants, care team, who has looked


class Scope(StrEnum):
    """Whose people a role reaches."""

    ORGANISATION = "organisation"  # everyone on the lists of the organisation and of those right under it
    CASELOAD = "caseload"  # the people whose care team the user is in
    NOBODY = "nobody"  # no person's rows at all


ALL = frozenset(Section)
S = Section


@dataclass(frozen=True)
class Role:
    """A role: its title, whose people it reaches, what it may read and write there, and its home page."""

    code: str
    title: str
    scope: Scope
    reads: frozenset[Section] = field(default_factory=frozenset)
    writes: frozenset[Section] = field(default_factory=frozenset)
    administers: bool = False


RECORDED = frozenset({S.RECORD, S.RESULTS, S.MEDICINES})  # what others recorded, which nobody here writes
CARE = ALL - RECORDED - {S.SHARING}
LETTERS = frozenset({S.PREPARATION, S.PAPERS})  # what goes out by post and is typed in when it comes back

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("nurse", marked("Practice nurse"), Scope.ORGANISATION, ALL, CARE | {S.SHARING}),
        Role("gp", marked("GP"), Scope.ORGANISATION, ALL, CARE | {S.SHARING}),
        Role(
            "coordinator",
            marked("Care coordinator"),
            Scope.ORGANISATION,
            frozenset({S.IDENTITY, S.ABOUT, *LETTERS, S.CYCLE, S.TASKS, S.MESSAGES, S.REFERRALS, S.SHARING}),
            frozenset({*LETTERS, S.CYCLE, S.TASKS, S.MESSAGES, S.REFERRALS, S.SHARING}),
        ),
        Role("coach", marked("Health and wellbeing coach"), Scope.CASELOAD, ALL, CARE | {S.SHARING}),
        Role(
            "link_worker",
            marked("Social prescribing link worker"),
            Scope.CASELOAD,
            ALL - RECORDED - {S.FACTS, S.CONVERSATION},
            frozenset(
                {S.ABOUT, S.CIRCUMSTANCES, S.PLAN, S.PAPERS, S.UNWELL, S.TASKS, S.MESSAGES}
                | {S.REFERRALS, S.MEASURES, S.SUPPORT, S.SHARING}
            ),
        ),
        Role(
            "manager",
            marked("Service manager"),
            Scope.ORGANISATION,
            frozenset({S.IDENTITY, S.CYCLE, S.TASKS, S.MESSAGES, S.SHARING}),
            frozenset({S.CYCLE, S.TASKS, S.SHARING}),
        ),
        # A charity and a peer supporter reach nobody's record: they read the rows that name them, and no others.
        Role("charity", marked("Community group worker"), Scope.NOBODY),
        Role("peer_supporter", marked("Peer supporter"), Scope.NOBODY),
        Role("commissioner", marked("Commissioner"), Scope.NOBODY),
        Role("administrator", marked("Administrator"), Scope.NOBODY, administers=True),
    )
}

# A person reads everything that is kept about them but the staff's own task list (an urgent value reaches a
# professional before the person meets it alone), and writes what is theirs to say.
SELF_READS = ALL - {S.TASKS}
SELF_WRITES = frozenset(
    {
        S.IDENTITY,
        S.ABOUT,
        S.CIRCUMSTANCES,
        S.FACTS,
        S.PREPARATION,
        S.PLAN,
        S.PAPERS,
        S.UNWELL,
        S.MESSAGES,
        S.REFERRALS,
        S.MEASURES,
        S.SUPPORT,
        S.SHARING,
    }
)

# A carer reads the sections granted and, where the person says so, writes in these alone on their behalf. In this order
# the person is asked about them.
GRANTABLE = (
    S.ABOUT,
    S.PLAN,
    S.UNWELL,
    S.MEDICINES,
    S.RESULTS,
    S.RECORD,
    S.FACTS,
    S.MEASURES,
    S.PREPARATION,
    S.CONVERSATION,
    S.SUPPORT,
    S.REFERRALS,
    S.MESSAGES,
    S.CIRCUMSTANCES,
    S.IDENTITY,
)
CARER_WRITES = frozenset(
    {S.ABOUT, S.FACTS, S.PREPARATION, S.PLAN, S.UNWELL, S.MESSAGES, S.REFERRALS, S.MEASURES, S.SUPPORT}
)

# Until they are 18, a carer reads these and no more, whatever else was granted, and is asked to write nothing.
YOUNG_CARER_READS = frozenset({S.IDENTITY, S.ABOUT, S.PLAN, S.UNWELL, S.MEDICINES})
ADULT_AT = 18

# A private link (with date of birth) opens preparation and nothing else.
LINK_READS = frozenset({S.IDENTITY, S.PREPARATION})
LINK_WRITES = frozenset({S.PREPARATION})

ROLE_CHOICES = [(role.code, role.title) for role in ROLES.values()]
