"""FHIR R4 resources of what is on people's records, a whole batch at a time (http://hl7.org/fhir/R4)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import orjson
import pyarrow as pa

from .care import Entries
from .conditions import Conditions
from .lines import Text, When, column, dates, render
from .organisations import practice_ids
from .people import People
from .results import Kind, Results
from .tables import pick, table
from .visits import CHECK, FOLLOW_ON, Visits

SNOMED, LOINC, UCUM = "http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org"
HL7 = "http://terminology.hl7.org/CodeSystem/"
MEDICINE = "https://inglenook.example/medicine"
CHECK_UP = "185349003", "Encounter for check up"


@dataclass(frozen=True)
class Chunk:
    """Rows of one resource type: whose they are (row of the batch) and the lines."""

    type: str
    person: np.ndarray
    lines: pa.Array


def conditions_of(people: People, conditions: Conditions) -> Chunk:
    """Return long-term conditions as Condition resources."""
    person, kind = np.nonzero(conditions.recorded)
    entries = Entries(person, kind, conditions.since[person, kind], conditions.over[person, kind])
    return _condition(people, entries, "conditions", "problem-list-item")


def short_illnesses_of(people: People, entries: Entries) -> Chunk:
    """Return short illnesses as Condition resources."""
    return _condition(people, entries, "minor_conditions", "encounter-diagnosis")


def circumstances_of(people: People, entries: Entries) -> Chunk:
    """Return social circumstances as Condition resources of category social history."""
    return _condition(people, entries, "circumstances", "social-history")


def medicines_of(people: People, entries: Entries) -> Chunk:
    """Return courses of medicine as MedicationRequest resources."""
    kinds, ended = table("medicines"), ~np.isnat(entries.over)
    reason = pick(kinds.condition, entries.kind)
    lines = render({
        "resourceType": "MedicationRequest",
        "id": _id(people, entries.person, pick(kinds.key, entries.kind)),
        "status": Text(pick(["active", "stopped"], ended.astype(int))),
        "intent": "order",
        "medicationCodeableConcept": _coded(MEDICINE, kinds.key, kinds.name, entries.kind),
        "subject": _subject(people, entries.person),
        "authoredOn": dates(entries.since),
        "reasonReference": [{"reference": _reference(people, "Condition", entries.person, reason)}],
        "dosageInstruction": [{"text": Text(pick(kinds.dose, entries.kind))}],
        "dispenseRequest": {"validityPeriod": _period(entries)},
    })  # fmt: skip
    return Chunk("MedicationRequest", entries.person, lines)


def allergies_of(people: People, entries: Entries) -> Chunk:
    """Return allergies as AllergyIntolerance resources."""
    kinds = table("allergies")
    lines = render({
        "resourceType": "AllergyIntolerance",
        "id": _id(people, entries.person, pick(kinds.key, entries.kind)),
        "clinicalStatus": _fixed("allergyintolerance-clinical", "active"),
        "verificationStatus": _fixed("allergyintolerance-verification", "confirmed"),
        "type": "allergy",
        "category": [Text(pick(kinds.category, entries.kind))],
        "criticality": Text(pick(kinds.criticality, entries.kind)),
        "code": _coded(SNOMED, kinds.snomed, kinds.name, entries.kind),
        "patient": _subject(people, entries.person),
        "recordedDate": dates(entries.since),
    })  # fmt: skip
    return Chunk("AllergyIntolerance", entries.person, lines)


def encounters_of(people: People, conditions: Conditions, visits: Visits) -> Chunk:
    """Return visits as Encounter resources, a review coded by the first condition that has a code."""
    codes, names, which = _encounter_kinds(conditions, visits)
    by_telephone = (visits.kind == FOLLOW_ON).astype(int)
    practice = practice_ids(people.seed, people.practice[visits.person])
    lines = render({
        "resourceType": "Encounter",
        "id": _id(people, visits.person, "visit-", _compact(visits.day)),
        "status": "finished",
        "class": {"system": f"{HL7}v3-ActCode", "code": Text(pick(["AMB", "VR"], by_telephone))},
        "type": [_coded(SNOMED, codes, names, which)],
        "subject": _subject(people, visits.person),
        "period": {"start": dates(visits.day), "end": dates(visits.day)},
        "serviceProvider": {"reference": Text("Organization/", practice)},
    })  # fmt: skip
    return Chunk("Encounter", visits.person, lines)


def results_of(people: People, visits: Visits, results: Results) -> Chunk:
    """Return results of one kind as Observation resources with a quantity."""
    kind = results.kind
    quantity = {"value": results.value, "unit": kind.unit, "system": UCUM, "code": kind.ucum}
    category = "vital-signs" if kind.key in ("bmi", "weight", "oxygen") else "laboratory"
    return _observation(people, visits, results.visit, kind, category, {"valueQuantity": quantity})


def blood_pressures_of(
    people: People, visits: Visits, visit: np.ndarray, systolic: np.ndarray, diastolic: np.ndarray
) -> Chunk:
    """Return blood pressures as Observation panels."""
    return _observation(
        people, visits, visit, Kind("blood-pressure", "85354-9", "Blood pressure panel"), "vital-signs",
        {"component": [
            _component("8480-6", "Systolic blood pressure", systolic),
            _component("8462-4", "Diastolic blood pressure", diastolic),
        ]},
    )  # fmt: skip


def smoking_of(people: People, visits: Visits, visit: np.ndarray, answer: np.ndarray) -> Chunk:
    """Return smoking status as Observation resources."""
    answers = table("results", "smoking")
    value = {"valueCodeableConcept": _coded(SNOMED, answers.snomed, answers.name, answer)}
    return _observation(
        people, visits, visit, Kind("smoking", "72166-2", "Tobacco smoking status"), "social-history", value
    )


def care_plans_of(people: People, conditions: Conditions, entries: Entries) -> Iterator[Chunk]:
    """Return care plans that others wrote as CarePlan resources, each with its Goal."""
    kinds, ended, person = table("goals"), ~np.isnat(entries.over), entries.person
    status = Text(pick(["active", "completed"], ended.astype(int)))
    first = pick(table("conditions").key, conditions.active[person].argmax(axis=1))
    yield Chunk("Goal", person, render({
        "resourceType": "Goal",
        "id": _id(people, person, "goal"),
        "lifecycleStatus": status,
        "description": {"text": Text(pick(kinds.goal, entries.kind))},
        "subject": _subject(people, person),
        "startDate": dates(entries.since),
    }))  # fmt: skip
    yield Chunk("CarePlan", person, render({
        "resourceType": "CarePlan",
        "id": _id(people, person, "plan"),
        "status": status,
        "intent": "plan",
        "category": [{"coding": [{"system": SNOMED, "code": "734163000", "display": "Care plan"}]}],
        "title": "Community team care plan",
        "subject": _subject(people, person),
        "period": _period(entries),
        "author": {"display": "Community nursing team"},
        "addresses": [{"reference": _reference(people, "Condition", person, first)}],
        "goal": [{"reference": _reference(people, "Goal", person, "goal")}],
        "activity": [{"detail": {
            "status": Text(pick(["in-progress", "completed"], ended.astype(int))),
            "description": Text(pick(kinds.activity, entries.kind)),
        }}],
    }))  # fmt: skip


def _condition(people: People, entries: Entries, name: str, category: str) -> Chunk:
    kinds, ended = table(name), ~np.isnat(entries.over)
    system = "observation-category" if category == "social-history" else "condition-category"
    status = pick(["active", "resolved"], ended.astype(int))
    lines = render({
        "resourceType": "Condition",
        "id": _id(people, entries.person, pick(kinds.key, entries.kind)),
        "clinicalStatus": {"coding": [{"system": f"{HL7}condition-clinical", "code": Text(status)}]},
        "verificationStatus": _fixed("condition-ver-status", "confirmed"),
        "category": [_fixed(system, category)],
        "code": _coded(SNOMED, kinds.snomed, kinds.name, entries.kind),
        "subject": _subject(people, entries.person),
        "onsetDateTime": dates(entries.since),
        "abatementDateTime": When(ended, dates(entries.over)),
        "recordedDate": dates(entries.since),
    })  # fmt: skip
    return Chunk("Condition", entries.person, lines)


def _observation(people: People, visits: Visits, visit: np.ndarray, kind: Kind, category: str, value: dict) -> Chunk:
    person, day = visits.person[visit], visits.day[visit]
    lines = render({
        "resourceType": "Observation",
        "id": _id(people, person, f"{kind.key}-", _compact(day)),
        "status": "final",
        "category": [_fixed("observation-category", category)],
        "code": {"coding": [{"system": LOINC, "code": kind.code, "display": kind.name}], "text": kind.name},
        "subject": _subject(people, person),
        "effectiveDateTime": dates(day),
        **value,
    })  # fmt: skip
    return Chunk("Observation", person, lines)


def _period(entries: Entries) -> dict:
    return {"start": dates(entries.since), "end": When(~np.isnat(entries.over), dates(entries.over))}


def _component(code: str, name: str, value: np.ndarray) -> dict:
    return {
        "code": {"coding": [{"system": LOINC, "code": code, "display": name}]},
        "valueQuantity": {"value": value, "unit": "mmHg", "system": UCUM, "code": "mm[Hg]"},
    }


def _encounter_kinds(conditions: Conditions, visits: Visits) -> tuple[list[str], list[str], np.ndarray]:
    kinds = table("conditions")
    coded = kinds.review != ""
    codes = [*kinds.review[coded], CHECK_UP[0]]
    names = [f"{name} annual review" for name in kinds.name[coded]] + [CHECK_UP[1]]
    reviewed = conditions.active[:, coded]
    first = np.where(reviewed.any(axis=1), reviewed.argmax(axis=1), len(codes) - 1)
    return codes, names, np.where(visits.kind == CHECK, len(codes) - 1, first[visits.person])


def _id(people: People, person: np.ndarray, *ending) -> Text:
    return Text(people.id.take(pa.array(person)), "-", *ending)


def _reference(people: People, type_: str, person: np.ndarray, ending) -> Text:
    return Text(f"{type_}/", *_id(people, person, ending).pieces)


def _subject(people: People, person: np.ndarray) -> dict:
    return {"reference": Text("Patient/", people.id.take(pa.array(person)))}


def _compact(day: np.ndarray) -> pa.Array:
    return column(day.astype("datetime64[D]"))


def _fixed(system: str, code: str) -> dict:
    return {"coding": [{"system": HL7 + system, "code": code}]}


def _coded(system: str, codes, names, kind: np.ndarray) -> pa.Array:
    """Return coded concepts, serialised once a code."""
    concepts = [
        orjson.dumps({"coding": [{"system": system, "code": code, "display": name}], "text": name}).decode()
        for code, name in zip(codes, names, strict=True)
    ]
    return pa.array(concepts).take(pa.array(kind))
