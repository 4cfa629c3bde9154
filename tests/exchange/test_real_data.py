"""The three real folders of synthetic patients (see the README beside them)."""

import csv
from collections import defaultdict
from datetime import date

from django.db import connection

from inglenook.people.models import Circumstance, Condition, Encounter, Medicine, Person, Result
from inglenook.people.queries import register_counts
from tests.realdata import shared

DAY = date(2021, 4, 1)
# Rows by type, from the README of the data.
NDJSON = {
    "Patient": 312, "Observation": 43138, "Condition": 2332, "DiagnosticReport": 2971, "Encounter": 8969,
    "Procedure": 7103, "MedicationRequest": 2345, "Immunization": 3876, "CarePlan": 855, "Goal": 567,
    "AllergyIntolerance": 181, "ImagingStudy": 163, "Organization": 90, "Practitioner": 90,
}  # fmt: skip
BULK_EXPORT = {
    "Condition": 555, "Encounter": 1215, "MedicationRequest": 1745, "Procedure": 2056, "DocumentReference": 1215,
    "Immunization": 161, "Location": 44, "Organization": 43, "Practitioner": 43, "PractitionerRole": 43, "Device": 16,
    "AllergyIntolerance": 11, "Patient": 13, "log.ndjson": 4,
}  # fmt: skip
# The counts speak of conditions under other names than our groups.
GROUPS = {
    "ADHD": "adhd", "Alcohol dependence": "alcohol_dependence", "Asthma": "asthma", "Atrial fibrillation": "af",
    "COPD": "copd", "Cancer": "cancer", "Chronic kidney disease": "ckd", "Chronic pain": "chronic_pain",
    "Coronary heart disease": "chd", "Dementia": "dementia", "Depression": "depression", "Epilepsy": "epilepsy",
    "Gout": "gout", "Heart failure": "heart_failure", "Hypertension": "hypertension",
    "Hypothyroidism": "hypothyroidism", "Migraine": "migraine", "Opioid misuse": "opioid_misuse",
    "Osteoarthritis": "osteoarthritis", "Osteoporosis": "osteoporosis", "PTSD": "ptsd", "Paralysis": "paralysis",
    "Rheumatoid arthritis": "rheumatoid_arthritis", "Stroke or TIA": "stroke_tia",
    "Type 2 diabetes": "type_2_diabetes",
}  # fmt: skip


def active_long_term_conditions(on: date) -> dict[str, set[str]]:
    """Each person's key with their active long-term conditions, asked in another way than the registers do."""
    found = defaultdict(set)
    rows = Condition.objects.active(on).values_list("person__source_key", "system", "code")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.system, k.code, g.code FROM people_conditiongroupcode k"
            " JOIN people_conditiongroup g ON g.code = k.group_id WHERE g.kind = 'ltc'"
        )
        groups = {(system, code): group for system, code, group in cursor.fetchall()}
    for key, system, code in rows:
        if group := groups.get((system, code)):
            found[key].add(group)
    return found


def test_ndjson_comes_in_whole_and_agrees_with_the_published_counts(importing):
    folder = shared("fhir-synthea/ndjson")
    report = importing.run(folder)
    types = report.counts.as_dict()
    assert {name: row["read"] for name, row in types.items()} == NDJSON
    # Synthea lets HbA1c fall to 2.5% in nine results; nobody has had less than about 3%.
    assert report.counts.total()["rejected"] == types["Observation"]["rejected"] == 9
    assert types["DiagnosticReport"]["ignored"] == 2971

    again = importing.run(folder).counts.total()
    assert again["kept"] == 0
    assert again["unchanged"] == report.counts.total()["kept"]

    registers = register_counts(DAY)
    assert (registers.adults, registers.with_one, registers.with_two) == (203, 128, 44)  # README of the data
    conditions = active_long_term_conditions(DAY)
    with shared("fhir-synthea/ltc_counts_2021-04-01.csv").open() as file:
        rows = list(csv.DictReader(file))
    said = {r["patient_id"]: {GROUPS[g] for g in r["ltc_active"].split("|") if g} for r in rows}
    differences = {key: (conditions[key], said[key]) for key in said if conditions[key] != said[key]}
    assert differences == {}  # none to explain: each of 312 people has exactly the conditions published


def test_a_bulk_export_comes_in_with_its_traps(importing):
    report = importing.run(shared("fhir-synthea/bulk-export-v3"))
    types = report.counts.as_dict()
    assert {name: row["read"] for name, row in types.items()} == BULK_EXPORT
    assert report.counts.total()["rejected"] == 0
    assert Person.objects.count() == 13
    assert not Person.objects.filter(practice=None).exists()
    # People with the code, from synthea_ltc_map.csv, column n_people_v3_13.
    people_with = {"422650009": 9, "423315002": 8, "73595000": 10, "160903007": 10, "713458007": 1}
    for code, people in people_with.items():
        assert Circumstance.objects.filter(code=code).values("person").distinct().count() == people
        assert not Condition.objects.filter(code=code).exists()
    assert Medicine.objects.count() == 1745
    assert importing.run(shared("fhir-synthea/bulk-export-v3")).counts.total()["kept"] == 0


def test_whole_bundles_come_in(importing):
    report = importing.run(shared("fhir-synthea/raw-bundles"))
    assert Person.objects.count() == 6
    assert report.counts.as_dict()["ExplanationOfBenefit"]["ignored"] == 189
    assert Encounter.objects.count() == 189
    pressures = Result.objects.filter(measure="systolic").count()
    assert pressures == Result.objects.filter(measure="diastolic").count() > 0
    # These six are people of the same origin with two or more conditions (README).
    assert register_counts(DAY).with_two + Person.objects.filter(died_on__lte=DAY).count() == 6
    assert importing.run(shared("fhir-synthea/raw-bundles")).counts.total()["kept"] == 0
