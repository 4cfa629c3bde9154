"""FHIR R4 resources for tests, as small as they may be. Each maker takes what matters to the test."""

NHS = "https://fhir.nhs.uk/Id/nhs-number"
ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
SNOMED, LOINC = "http://snomed.info/sct", "http://loinc.org"


def patient(key: str = "amina", *, nhs_number: str | None = None, **fields) -> dict:
    identifier = {"identifier": [{"system": NHS, "value": nhs_number}]} if nhs_number else {}
    name = [{"family": "Hussain", "given": ["Amina"]}]
    return {"resourceType": "Patient", "id": key, "name": name, "birthDate": "1960-06-04"} | identifier | fields


def condition(key: str, code: str = "44054006", *, of: str = "Patient/amina", **fields) -> dict:
    coding = [{"system": SNOMED, "code": code, "display": "Type 2 diabetes"}]
    base = {"resourceType": "Condition", "id": key, "code": {"coding": coding}, "subject": {"reference": of}}
    return base | {"onsetDateTime": "2015-03-01"} | fields


def observation(key: str, code: str, value: float, unit: str, *, of: str = "Patient/amina", **fields) -> dict:
    return {
        "resourceType": "Observation",
        "id": key,
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "subject": {"reference": of},
        "effectiveDateTime": "2026-03-01",
        "valueQuantity": {"value": value, "unit": unit, "code": unit},
    } | fields


def blood_pressure(key: str, systolic: float, diastolic: float) -> dict:
    parts = [
        {"code": {"coding": [{"system": LOINC, "code": code}]}, "valueQuantity": {"value": value, "code": "mm[Hg]"}}
        for code, value in (("8480-6", systolic), ("8462-4", diastolic))
    ]
    panel = observation(key, "85354-9", 0, "") | {"component": parts}
    del panel["valueQuantity"]
    return panel


def organisation(key: str, kind: str, *, ods: str | None = None, **fields) -> dict:
    identifier = {"identifier": [{"system": ODS, "value": ods}]} if ods else {}
    return (
        {"resourceType": "Organization", "id": key, "name": f"The {key}", "type": [{"text": kind}]}
        | identifier
        | fields
    )


def encounter(key: str, code: str, *, of: str = "Patient/amina", **fields) -> dict:
    return {
        "resourceType": "Encounter",
        "id": key,
        "status": "finished",
        "type": [{"coding": [{"system": SNOMED, "code": code}]}],
        "subject": {"reference": of},
        "period": {"start": "2026-02-10T09:30:00Z"},
    } | fields


def procedure(key: str, code: str, *, of: str = "Patient/amina", **fields) -> dict:
    return {
        "resourceType": "Procedure",
        "id": key,
        "status": "completed",
        "code": {"coding": [{"system": SNOMED, "code": code}]},
        "subject": {"reference": of},
        "performedDateTime": "2026-02-10",
    } | fields
