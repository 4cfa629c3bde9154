"""A year of reviews for a made-up population: packs, talks, plans, tasks, looks; and an account for every role.

The house of the first practice is whole, as its pages show it. The rest of the region has rows in every table, so that
a page that reads more than it needs is slow here as it would be there.
"""

import uuid
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef

from inglenook.core import clock
from inglenook.core.models import Membership, Organisation, User
from inglenook.core.roles import GRANTABLE, ROLES
from inglenook.people.models import CareTeamMember, Grant, Person
from inglenook.planning.conversation.actions import begin
from inglenook.planning.gather.actions import gather
from inglenook.planning.models import Conversation, Pack, ReviewCycle
from inglenook.planning.plan.actions import add_action, add_goal, agree
from inglenook.planning.plan.contents import contents_of, digest_of
from inglenook.planning.preparation.packs import make_packs
from inglenook.planning.recall.actions import recall

AT = {"coach": "network", "link_worker": "network", "commissioner": "board"}  # the others work for the practice
DUE_WITHIN = timedelta(days=31)
CASELOAD = 60
FRESH = timedelta(days=3)  # a year filled so lately still has the lists of today

REGION = """
INSERT INTO planning_pack (cycle_id, person_id, practice_id, channel, due_on, contents, made_at, sent_at, answered_at)
  SELECT c.id, c.person_id, c.practice_id, 'letter', c.due_on - 21, '{}', now(), now(),
    CASE WHEN c.id % 2 = 0 THEN now() END
  FROM planning_reviewcycle c WHERE c.id % 3 = 0 ON CONFLICT DO NOTHING;
INSERT INTO planning_conversation (cycle_id, person_id, led_by_id, ended_at)
  SELECT c.id, c.person_id, %(elsewhere)s, now() FROM planning_reviewcycle c WHERE c.id % 5 = 0
  ON CONFLICT DO NOTHING;
INSERT INTO planning_plan (person_id, review_on)
  SELECT person_id, current_date + 300 FROM planning_conversation ON CONFLICT DO NOTHING;
INSERT INTO planning_goal (plan_id, person_id, wording)
  SELECT p.id, p.person_id, 'Walk to the shop' FROM planning_plan p CROSS JOIN generate_series(1, 2);
INSERT INTO planning_action (plan_id, person_id, goal_id, what)
  SELECT g.plan_id, g.person_id, g.id, 'Ten minutes after lunch' FROM planning_goal g;
INSERT INTO planning_followup (action_id, person_id, practice_id, due_on, owner_id)
  SELECT a.id, a.person_id, p.practice_id, current_date + a.id::int % 14, o.owner FROM planning_action a
  JOIN people_person p ON p.id = a.person_id
  CROSS JOIN LATERAL (SELECT CASE WHEN p.practice_id = %(practice)s AND a.id % 10 = 0 THEN %(nurse)s::bigint
    ELSE %(elsewhere)s END AS owner) o WHERE a.id % 2 = 0;
INSERT INTO planning_task (key, person_id, practice_id, kind, reason, due_at, owner_id)
  SELECT 'bench-' || c.id, c.person_id, c.practice_id, 'other', 'Ring about the new inhaler',
    now() + c.id % 20 * interval '1 day',
    CASE WHEN c.practice_id = %(practice)s AND c.id % 8 = 0 THEN %(nurse)s::bigint ELSE %(elsewhere)s END
  FROM planning_reviewcycle c WHERE c.id % 4 = 0;
INSERT INTO people_look (person_id, viewer_id, viewer_role, reason, what)
  SELECT c.person_id, %(elsewhere)s, 'Practice nurse', 'Preparing the review', 'person'
  FROM planning_reviewcycle c CROSS JOIN generate_series(1, 2) WHERE c.id % 3 = 0;
ANALYZE
"""


def lived(on: date) -> dict[str, User]:
    """The accounts that see pages, of the year that is there; where there is none of these days, it is begun anew."""
    if Conversation.objects.filter(person__user__email=_email("person"), started_at__gt=clock.now() - FRESH).exists():
        return {name: User.objects.get(email=_email(name)) for name in (*ROLES, "person", "carer")}
    return live(on)


def live(on: date) -> dict[str, User]:
    """Begin the year anew; the accounts that see pages, by role, with `person` and `carer`."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE planning_reviewcycle, planning_plan, planning_task, people_look CASCADE")
    practice = Organisation.objects.filter(kind="practice").order_by("pk").first()
    users = {role: _account(role, practice) for role in ROLES}
    recall(on=on)
    gather(on=on)
    cycles = ReviewCycle.objects.filter(person__practice=practice, due_on__lte=on + DUE_WITHIN)
    packs = make_packs(cycles=cycles, by=users["nurse"], on=on)
    people = Person.objects.filter(Exists(Pack.objects.filter(pk__in=packs, person=OuterRef("pk"), held_because="")))
    _fill_region(practice, users)
    for role in ("coach", "link_worker"):
        _give_caseload(users[role], role, people[:CASELOAD])
    person = people.order_by("pk").first()
    return users | _talk_with(person, users["nurse"])


def _account(role: str, practice: Organisation | None = None) -> User:
    user = User.objects.filter(email=_email(role)).first()
    if user is None:
        user = User.objects.create_user(_email(role), name=role.title())
        if practice:
            Membership.objects.create(user=user, role=role, organisation=_place(practice, AT.get(role)))
    return user


def _email(role: str) -> str:
    return f"{role}@bench.example"


def _place(practice: Organisation, kind: str | None) -> Organisation:
    return {None: practice, "network": practice.parent, "board": practice.parent.parent}[kind]


def _fill_region(practice: Organisation, users: dict[str, User]) -> None:
    names = {"practice": practice.pk, "nurse": users["nurse"].pk, "elsewhere": _account("elsewhere").pk}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history of what nobody did
        for statement in REGION.split(";\n"):
            cursor.execute(statement.replace(" % ", " %% "), names)
        cursor.execute("RESET session_replication_role")


def _give_caseload(user: User, role: str, people) -> None:
    CareTeamMember.objects.bulk_create(
        (CareTeamMember(person=person, user=user, role=role) for person in people), ignore_conflicts=True
    )


def _talk_with(person: Person, nurse: User) -> dict[str, User]:
    """One person's year as its pages show it: account, carer, a talk, a plan agreed and followed up."""
    users = {name: _account(name) for name in ("person", "carer")}
    Person.objects.filter(user=users["person"]).update(user=None)
    Person.objects.filter(pk=person.pk).update(user=users["person"])
    Grant.objects.filter(carer=users["carer"]).delete()
    Grant.objects.create(person=person, carer=users["carer"], relationship="Daughter", sections=list(GRANTABLE))
    _agree(person, nurse)
    return users


def _agree(person: Person, nurse: User) -> None:
    talk = begin(cycle=ReviewCycle.objects.get(person=person), by=nurse)
    plan = person.plan
    goal = add_goal(plan=plan, ref=uuid.uuid4(), wording="See my sister", by=nurse, conversation=talk)
    add_action(plan=plan, ref=uuid.uuid4(), what="Ring her on Sunday", by=nurse, goal=goal)
    seen = digest_of(contents_of(plan, talk))
    agree(conversation=talk, seen=seen, agreed_by="The person", owner=nurse, by=nurse)
