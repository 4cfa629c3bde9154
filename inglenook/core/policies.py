"""Row-level security, made from the models and from the table of roles.

After every migration `install()` writes the roles, functions, grants and policies anew, so that the database never
says anything else than `roles.py`. How a model says what it is:

- `section = Section.PLAN`: rows about a person, in that section (`person_id`, or the column named by `person_column`);
- `carries_practice = True`: rows carry their person's practice, kept right by triggers, so that lists are quick;
- `append_only = True`: rows are added and never changed or removed, not even by their owner;
- `reference = True`: lists that everybody may read and only the owner writes;
- `kept_apart = (Section.MEASURES, "condition")`: rows of which the SQL condition holds are read by those alone who read
  that section too, and `seen_with = "enrolment"` says that a row is read only with the row it belongs to;
- `own_reads = "column"`: the user in that column may read the row too;
- `held_by = (("column", roles), ...)`: whoever holds one of the roles at the organisation in that column may read and
  write the row too, be it about a person on their caseload or not; on a table about nobody's record they alone do,
  and whom `own_reads` names reads it;
- `own_adds = "column"`: whoever may see the person may add rows that name themselves there, and read those back;
- `own_rows = "column"`: rows about staff that the user in that column writes, and nobody else reads but whom
  `own_reads` and `held_by` name; with `sealed = True` not even background work opens them;
- `public = True`: what every signed-in user may read and an administrator of the organisation may write, or whoever
  holds one of the roles `kept_by` there;
- `inner = True`: what background work alone reads and writes;
- `fillfactor = 70`: rows change over and over, and a page is filled so far (per cent) that a change finds room on it.

Tables written for many people at once leave out the foreign key that would look every person up again; nobody who has
rows there can be removed before them all the same (`refuse_orphans`).
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

from .access import DOOR, WEB, WORK
from .roles import (
    ADULT_AT,
    CARER_WRITES,
    LINK_READS,
    LINK_WRITES,
    ROLES,
    SELF_READS,
    SELF_WRITES,
    YOUNG_CARER_READS,
    Scope,
)

FUNCTIONS = """
CREATE OR REPLACE FUNCTION core_actor() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('inglenook.actor', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION core_link_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('inglenook.link_person', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION core_reach(asked text, may text) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT o.id), '{{}}') FROM core_membership m
  JOIN (VALUES {organisation_rights}) AS rights(role, section, may) USING (role)
  JOIN core_organisation o ON o.id = m.organisation_id OR o.parent_id = m.organisation_id
  WHERE m.user_id = core_actor() AND rights.section = asked AND rights.may = core_reach.may
    AND m.started_on <= current_date AND (m.ended_on IS NULL OR m.ended_on > current_date) $$;

CREATE OR REPLACE FUNCTION core_keeps(organisation bigint, roles text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM core_membership m JOIN core_organisation o ON o.id = organisation
    WHERE m.user_id = core_actor() AND m.role = ANY (roles)
      AND m.organisation_id IN (o.id, o.parent_id)
      AND m.started_on <= current_date AND (m.ended_on IS NULL OR m.ended_on > current_date)) $$;

CREATE OR REPLACE FUNCTION core_holds(roles text[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT o.id), '{{}}') FROM core_membership m
  JOIN core_organisation o ON o.id = m.organisation_id OR o.parent_id = m.organisation_id
  WHERE m.user_id = core_actor() AND m.role = ANY (roles)
    AND m.started_on <= current_date AND (m.ended_on IS NULL OR m.ended_on > current_date) $$;

CREATE OR REPLACE FUNCTION people_shared(asked text, may text) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT id), '{{}}') FROM (
    SELECT p.id FROM people_person p JOIN (VALUES {self_rights}) AS rights(section, may) ON true
      WHERE p.user_id = core_actor() AND rights.section = asked AND rights.may = people_shared.may
    UNION ALL
    SELECT core_link_person() FROM (VALUES {link_rights}) AS rights(section, may)
      WHERE core_link_person() IS NOT NULL AND rights.section = asked AND rights.may = people_shared.may
    UNION ALL
    SELECT g.person_id FROM people_grant g
      WHERE g.carer_id = core_actor() AND (asked = ANY (g.sections) OR asked = 'identity')
        AND (people_shared.may = 'read'
          OR g.may_write AND asked = ANY ({carer_writes}::text[]) AND asked = ANY (g.sections))
        AND (g.carer_born_on IS NULL OR g.carer_born_on <= current_date - interval '{adult_at} years'
          OR people_shared.may = 'read' AND asked = ANY ({young_carer_reads}::text[]))
        AND g.started_at <= statement_timestamp() AND (g.ended_at IS NULL OR g.ended_at > statement_timestamp())
        AND (g.until IS NULL OR g.until > statement_timestamp())
    UNION ALL
    SELECT c.person_id FROM people_careteammember c
      JOIN (VALUES {caseload_rights}) AS rights(role, section, may) USING (role)
      WHERE c.user_id = core_actor() AND rights.section = asked AND rights.may = people_shared.may
        AND c.ended_at IS NULL
        AND EXISTS (SELECT 1 FROM core_membership m WHERE m.user_id = c.user_id AND m.role = c.role
          AND m.started_on <= current_date AND (m.ended_on IS NULL OR m.ended_on > current_date))
  ) AS shared(id) $$;

CREATE OR REPLACE FUNCTION core_take_practice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN NEW.practice_id := (SELECT practice_id FROM people_person WHERE id = NEW.person_id); RETURN NEW; END $$;

CREATE OR REPLACE FUNCTION core_follow_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN {moves} RETURN NULL; END $$;

CREATE OR REPLACE TRIGGER follow_move AFTER UPDATE OF practice_id ON people_person
FOR EACH ROW WHEN (OLD.practice_id IS DISTINCT FROM NEW.practice_id) EXECUTE FUNCTION core_follow_move();

CREATE OR REPLACE FUNCTION core_refuse_orphans() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN {orphans} RETURN NULL; END $$;

CREATE OR REPLACE TRIGGER refuse_orphans AFTER DELETE ON people_person
FOR EACH ROW EXECUTE FUNCTION core_refuse_orphans();

CREATE OR REPLACE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME; END $$;
"""


def install(**_signal) -> None:
    """Write database roles, functions, grants and policies from the models. Safe to repeat."""
    statements = [*_roles(), _functions(), *_grants()]
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            statements += _table(model)
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(statements))


def declared_by(model):
    """The model that says what these rows are: a history table's is the one whose rows it keeps."""
    return getattr(model, "pgh_tracked_model", model)


def section_of(model) -> str | None:
    """The section of the rows of a model about persons; None for other tables."""
    return getattr(declared_by(model), "section", None)


def carries_practice(model) -> bool:
    """Whether a table's own rows carry the person's practice (a history table's are as they were at the time)."""
    return getattr(model, "carries_practice", False) and declared_by(model) is model


def _trusts_person(model) -> bool:
    """Whether rows about a person are written without a foreign key to them (a history's never has one)."""
    names = {f.name: f for f in model._meta.concrete_fields}
    return declared_by(model) is model and "person" in names and not names["person"].db_constraint


def is_append_only(model) -> bool:
    return getattr(model, "append_only", False) or hasattr(model, "pgh_tracked_model")


def _roles() -> list[str]:
    # Roles belong to the whole server, so another database's installation may make them at the same moment.
    make = "DO $$ BEGIN CREATE ROLE {0} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    return [line for role in (WEB, DOOR, WORK) for line in (make.format(role), f"GRANT {role} TO CURRENT_USER")]


def _functions() -> str:
    organisation = _rights(Scope.ORGANISATION)
    caseload = _rights(Scope.CASELOAD)
    move = "UPDATE {0} SET practice_id = NEW.practice_id WHERE person_id = NEW.id;"
    keep = (
        "IF EXISTS (SELECT FROM {0} WHERE person_id = OLD.id) THEN"
        " RAISE foreign_key_violation USING MESSAGE = 'rows of {0} are left'; END IF;"
    )
    return FUNCTIONS.format(
        moves=" ".join(move.format(m._meta.db_table) for m in apps.get_models() if carries_practice(m)),
        orphans=" ".join(keep.format(m._meta.db_table) for m in apps.get_models() if _trusts_person(m)),
        organisation_rights=_values(organisation),
        caseload_rights=_values(caseload),
        self_rights=_values(_pairs(SELF_READS, SELF_WRITES)),
        link_rights=_values(_pairs(LINK_READS, LINK_WRITES)),
        carer_writes=_array(CARER_WRITES),
        young_carer_reads=_array(YOUNG_CARER_READS),
        adult_at=ADULT_AT,
    )


def _rights(scope: Scope) -> list[tuple[str, ...]]:
    return [
        (role.code, *pair) for role in ROLES.values() if role.scope == scope for pair in _pairs(role.reads, role.writes)
    ]


def _pairs(reads, writes) -> list[tuple[str, ...]]:
    return [(s, "read") for s in sorted(reads)] + [(s, "write") for s in sorted(writes)]


def _values(rows: list[tuple[str, ...]]) -> str:
    return ", ".join("(" + ", ".join(f"'{cell}'" for cell in row) + ")" for row in rows)


def _array(words) -> str:
    return "ARRAY[" + ", ".join(f"'{word}'" for word in sorted(words)) + "]"


def _grants() -> list[str]:
    everyone = f"{WEB}, {DOOR}, {WORK}"
    return [
        f"GRANT USAGE ON SCHEMA public TO {everyone}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {everyone}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {everyone}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB}, {WORK}",
    ]


def _table(model) -> list[str]:
    """The grants and policies of one table, by what its model says it is."""
    table = model._meta.db_table
    if is_append_only(model):
        lines = _append_only(table)
    elif getattr(model, "reference", False):
        lines = [f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {WEB}"]
    elif getattr(model, "inner", False):
        lines = [f"REVOKE ALL ON {table} FROM {WEB}, {DOOR}"]
    else:
        lines = []
    if fill := getattr(model, "fillfactor", None):
        lines.append(f"ALTER TABLE {table} SET (fillfactor = {fill})")
    if section_of(model):
        return lines + _person_table(model)
    if getattr(declared_by(model), "public", False):
        return lines + _public_table(model)
    if getattr(declared_by(model), "own_rows", None):
        return lines + _own_table(model)
    if getattr(declared_by(model), "held_by", None):
        return lines + _held_table(model)
    if _account_column(model):
        return lines + _account_table(table, _account_column(model))
    return lines + ([f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {DOOR}"] if _door_needs(model) else [])


def _append_only(table: str) -> list[str]:
    return [
        f"REVOKE UPDATE, DELETE ON {table} FROM {WEB}, {WORK}",
        f"CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change()",
    ]


def _person_table(model) -> list[str]:
    table, section, carries = model._meta.db_table, section_of(model), carries_practice(model)
    declared = declared_by(model)
    column = getattr(declared, "person_column", "person_id")
    read, write = _sees(table, column, section, "read", carries), _sees(table, column, section, "write", carries)
    add = _sees(table, column, section, "write")
    read = " AND ".join([read, *_only_with(model, column)])
    if held := _held(table, declared):
        read, write, add = (f"({clause} OR {held})" for clause in (read, write, add))
    if reader := getattr(declared, "own_reads", None):
        read = f"({read} OR {table}.{reader} = core_actor())"
    if author := getattr(declared, "own_adds", None):
        read = f"({read} OR {table}.{author} = core_actor())"
        add = f"{table}.{author} = core_actor() AND {_sees(table, column, 'identity', 'read')}"
    return [
        f"REVOKE ALL ON {table} FROM {DOOR}",
        *(_takes_practice(table) if carries else []),
        *_policies(table, select=read, insert=add, update=write, delete=write),
        *_policy(table, "work", "ALL", WORK, "true", "true"),
    ]


def _only_with(model, column: str) -> Iterator[str]:
    """What else must be seen for a row to be read."""
    table, declared = model._meta.db_table, declared_by(model)
    if apart := getattr(declared, "kept_apart", None):
        section, condition = apart
        seen = _sees(table, column, section, "read", carries_practice(model))
        yield f"({condition.format(table=table)} IS NOT TRUE OR {seen})"
    if parent := getattr(declared, "seen_with", None):
        belongs = declared._meta.get_field(parent)
        there = f"EXISTS (SELECT FROM {belongs.related_model._meta.db_table} w WHERE w.id = {table}.{belongs.column})"
        yield f"({table}.{belongs.column} IS NULL OR {there})"


def _held(table: str, declared) -> str:
    """Whether the actor works, in a role that holds such rows, at an organisation that the row names."""
    return " OR ".join(
        f"{table}.{column} = ANY ((SELECT core_holds({_array(roles)}))::bigint[])"
        for column, roles in getattr(declared, "held_by", ())
    )


def _held_table(model) -> list[str]:
    table, declared = model._meta.db_table, declared_by(model)
    held, reader = _held(table, declared), getattr(declared, "own_reads", None)
    read = f"{held} OR {table}.{reader} = core_actor()" if reader else held
    return [
        f"REVOKE ALL ON {table} FROM {DOOR}",
        *_policies(table, select=read, insert=held, update=held, delete=held),
        *_policy(table, "work", "ALL", WORK, "true", "true"),
    ]


def _own_table(model) -> list[str]:
    table, declared = model._meta.db_table, declared_by(model)
    own = f"{table}.{declared.own_rows} = core_actor()"
    reader = getattr(declared, "own_reads", None)
    readers = [own, _held(table, declared), reader and f"{table}.{reader} = core_actor()"]
    background = [] if getattr(declared, "sealed", False) else _policy(table, "work", "ALL", WORK, "true", "true")
    return [
        f"REVOKE ALL ON {table} FROM {DOOR}",
        *_policies(table, select=" OR ".join(filter(None, readers)), insert=own, update=own, delete=own),
        *background,
    ]


def _takes_practice(table: str) -> list[str]:
    return [
        f"CREATE OR REPLACE TRIGGER take_practice BEFORE INSERT ON {table} FOR EACH ROW"
        " WHEN (NEW.practice_id IS NULL) EXECUTE FUNCTION core_take_practice()"
    ]


def _sees(table: str, column: str, section: str, may: str, carries: bool = False) -> str:
    shared = f"{table}.{column} = ANY ((SELECT people_shared('{section}', '{may}'))::bigint[])"
    reach = f"ANY ((SELECT core_reach('{section}', '{may}'))::bigint[])"
    if carries or table == "people_person":
        return f"({shared} OR {table}.practice_id = {reach})"
    return (
        f"({shared} OR EXISTS (SELECT 1 FROM people_person p"
        f" WHERE p.id = {table}.{column} AND p.practice_id = {reach}))"
    )


def _public_table(model) -> list[str]:
    table = model._meta.db_table
    column = "id" if table == "core_organisation" else "organisation_id"
    roles = getattr(declared_by(model), "kept_by", None) or [role.code for role in ROLES.values() if role.administers]
    keeper = f"core_keeps({column}, {_array(roles)})"
    anyone = "core_actor() IS NOT NULL OR core_link_person() IS NOT NULL"
    return [
        f"GRANT SELECT ON {table} TO {DOOR}",
        *_policies(table, select=anyone, insert=keeper, update=keeper, delete=keeper),
        *_policy(table, "door", "SELECT", DOOR, "true", None),
        *_policy(table, "work", "ALL", WORK, "true", "true"),
    ]


def _account_column(model) -> str | None:
    """The column that says whose account a row belongs to: sign-in addresses, second factors, users themselves."""
    if model._meta.label == "core.User":
        return "id"
    names = {f.name: f for f in model._meta.concrete_fields}
    return "user_id" if "user" in names and names["user"].related_model._meta.label == "core.User" else None


def _account_table(table: str, column: str) -> list[str]:
    own = f"{column} = core_actor()"
    staff = f"EXISTS (SELECT 1 FROM core_membership m WHERE m.user_id = {table}.id)"
    let_in = f"EXISTS (SELECT 1 FROM people_grant g WHERE g.carer_id = {table}.id)"  # by a grant that the reader sees
    administers = "EXISTS (SELECT 1 FROM core_membership m WHERE m.user_id = core_actor() AND m.role = 'administrator')"
    is_user = table == "core_user"
    return [
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {DOOR}",
        *_policies(
            table,
            select=f"{own} OR ({staff} OR {let_in}) AND core_actor() IS NOT NULL" if is_user else own,
            insert=administers if is_user else own,
            update=own,
            delete="false" if is_user else own,
        ),
        *_policy(table, "door", "ALL", DOOR, "true", "true"),
        *_policy(table, "work", "ALL", WORK, "true", "true"),
    ]


def _door_needs(model) -> bool:
    return model._meta.app_label in {"sessions", "account", "mfa", "socialaccount", "sites", "contenttypes"}


def _policies(table: str, *, select: str, insert: str, update: str, delete: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        *_policy(table, "web_select", "SELECT", WEB, select, None),
        *_policy(table, "web_insert", "INSERT", WEB, None, insert),
        *_policy(table, "web_update", "UPDATE", WEB, update, update),
        *_policy(table, "web_delete", "DELETE", WEB, delete, None),
    ]


def _policy(table: str, name: str, command: str, role: str, using: str | None, check: str | None) -> list[str]:
    clauses = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
    return [
        f"DROP POLICY IF EXISTS {name} ON {table}",
        f"CREATE POLICY {name} ON {table} FOR {command} TO {role}{clauses}",
    ]
