"""Which table the rows of each resource type go to, and which columns are theirs."""

import pyarrow as pa
import pyarrow.compute as pc

from inglenook.people.models.about import Prompt

CODED = ("place", "person_id", "source_id", "source_key", "fingerprint", "system", "code", "display")
PROMPTS = tuple(Prompt.values)
COLUMNS = {
    "people_condition": (*CODED, "started_on", "ended_on", "is_active", "is_wrong"),
    "people_circumstance": (*CODED, "theme", "started_on", "ended_on"),
    "people_result": (*CODED, "value", "unit", "text", "taken_at", "measure", "number", "is_wrong"),
    "people_medicine": (*CODED, "dose", "started_on", "ended_on", "is_current"),
    "people_allergy": (*CODED, "recorded_on", "is_active"),
    "people_encounter": (*CODED, "started_at", "setting"),
    "people_recordedplan": (*CODED, "status", "started_on", "ended_on", "activities"),
    "people_recordedgoal": (*CODED, "status", "wording"),
    "people_recordedaboutme": (*CODED, *PROMPTS, "helped_by", "said_on"),
}
TABLES = {
    "Observation": "people_result",
    "MedicationRequest": "people_medicine",
    "MedicationStatement": "people_medicine",
    "AllergyIntolerance": "people_allergy",
    "Encounter": "people_encounter",
    "Procedure": "people_encounter",
    "CarePlan": "people_recordedplan",
    "Goal": "people_recordedgoal",
    "QuestionnaireResponse": "people_recordedaboutme",
}
# Statements choose and join by all but what was said: PostgreSQL looks at that in its own time.
SAID = ("place", "fingerprint", "display", "value", "unit", "text", "dose", "wording", "activities", *PROMPTS)
PERSON = ("id", "source_id", "source_key", "nhs_number", "practice_id", "user_id", "family_name", "given_name")
ASKED_BY = {"people_person": (*PERSON, "birth_date", "is_dead", "died_on")} | {
    table: ("id", *(name for name in columns if name not in SAID)) for table, columns in COLUMNS.items()
}
NOT_STORED = ["registered_at", "warning", "reason"]  # of a person's row
# People first, since everything else is about them.
ORDER = ("Organization", "Patient", "Condition", *TABLES)


def by_table(type_: str, rows: pa.Table) -> dict[str, pa.Table]:
    """The rows of one resource type by the table they go to: a social finding is no condition, and that a review was
    done is no result, though systems file it as one.
    """
    if type_ == "Condition":
        return _parted(rows, pc.is_valid(rows["theme"]), "people_condition", "people_circumstance")
    if type_ == "Observation" and pc.any(rows["is_review"]).as_py():
        return _parted(rows, rows["is_review"], "people_result", "people_encounter")
    return {TABLES[type_]: rows.select(COLUMNS[TABLES[type_]])}


def _parted(rows: pa.Table, is_other: pa.ChunkedArray, table: str, other: str) -> dict[str, pa.Table]:
    return {
        name: rows.filter(chosen).select(COLUMNS[name])
        for name, chosen in ((table, pc.invert(is_other)), (other, is_other))
    }


def with_source(rows: pa.Table, source_id: int) -> pa.Table:
    """The rows, each with the source that all of them came from."""
    return rows.append_column("source_id", pa.repeat(pa.scalar(source_id, pa.int64()), len(rows)))
