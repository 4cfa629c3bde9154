"""Reviews that others recorded: however a system files them, recall finds them as contacts with their day."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from inglenook.people.models import Encounter, Result

from .conftest import rejected
from .resources import SNOMED, encounter, observation, patient, procedure

ASTHMA_REVIEW, APPENDECTOMY = "394700004", "80146002"
CODED = {"code": {"coding": [{"system": SNOMED, "code": ASTHMA_REVIEW}]}, "valueQuantity": None}


def days() -> dict[str, date | None]:
    at = Encounter.objects.values_list("source_key", "started_at")
    return {key: moment and moment.astimezone(ZoneInfo("Europe/London")).date() for key, moment in at}


def test_a_review_is_found_as_encounter_procedure_or_observation(importing):
    importing.write("Patient.ndjson", patient())
    importing.write("Encounter.ndjson", encounter("one", ASTHMA_REVIEW))
    importing.write("Procedure.ndjson", procedure("one", ASTHMA_REVIEW, performedDateTime="2026-02-11"))
    importing.write(
        "Observation.ndjson",
        observation("one", "", 0, "") | CODED | {"effectiveDateTime": "2026-02-12"},
        observation("two", "8867-4", 72, "/min"),
    )
    report = importing.run()
    assert days() == {
        "one": date(2026, 2, 10),
        "procedure#one": date(2026, 2, 11),
        "observation#one": date(2026, 2, 12),
    }
    assert set(Encounter.objects.values_list("system", "code")) == {(SNOMED, ASTHMA_REVIEW)}
    assert list(Result.objects.values_list("source_key", flat=True)) == ["two"]
    assert report.counts.total() == {"read": 5, "kept": 5, "unchanged": 0, "ignored": 0, "rejected": 0}
    assert importing.run().counts.total() == {"read": 5, "kept": 0, "unchanged": 5, "ignored": 0, "rejected": 0}


@pytest.mark.parametrize("resource", [
    encounter("no", ASTHMA_REVIEW, status="cancelled"),
    encounter("no", ASTHMA_REVIEW, status="entered-in-error"),
    encounter("no", ASTHMA_REVIEW, status="planned"),
    procedure("no", ASTHMA_REVIEW, status="not-done"),
    procedure("no", ASTHMA_REVIEW, status="entered-in-error"),
    observation("no", "", 0, "") | CODED | {"status": "entered-in-error"},
], ids=lambda resource: f"{resource['resourceType']} {resource['status']}")  # fmt: skip
def test_what_did_not_take_place_has_no_day(importing, resource):
    importing.write("Patient.ndjson", patient())
    importing.write(f"{resource['resourceType']}.ndjson", resource)
    importing.run()
    assert list(days().values()) == [None]


def test_other_procedures_are_ignored_and_a_bad_one_is_told(importing):
    importing.write("Patient.ndjson", patient())
    importing.write(
        "Procedure.ndjson",
        procedure("other", APPENDECTOMY, of="Patient/nobody"),
        procedure("review", ASTHMA_REVIEW),
        procedure("stranger", ASTHMA_REVIEW, of="Patient/nobody"),
        b"{",
    )
    report = importing.run()
    assert report.counts.as_dict()["Procedure"] == {
        "read": 4, "kept": 1, "unchanged": 0, "ignored": 1, "rejected": 2
    }  # fmt: skip
    assert rejected(report) == [
        ("Procedure.ndjson", 3, "names a person who is not known"),
        ("Procedure.ndjson", 4, "is not a FHIR resource in JSON"),
    ]
