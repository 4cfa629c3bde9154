"""Which parts of each FHIR R4 resource are read, as DuckDB's `json_transform` wants them said.

What is not named here is not looked at. A value of another JSON type than said becomes null.
"""

import json

TEXT, NUMBER, YES = "VARCHAR", "DOUBLE", "BOOLEAN"
CODING = {"system": TEXT, "code": TEXT, "display": TEXT}
CONCEPT = {"coding": [CODING], "text": TEXT}
PERIOD = {"start": TEXT, "end": TEXT}
REFERENCE = {"reference": TEXT}
BASE = {"resourceType": TEXT, "id": TEXT}
CODES = {"coding": [{"code": TEXT}]}
VALUE = {
    "valueQuantity": {"value": NUMBER, "comparator": TEXT, "unit": TEXT, "code": TEXT},
    "valueCodeableConcept": CONCEPT,
    "valueString": TEXT,
    "valueInteger": NUMBER,
    "valueBoolean": YES,
}


def _item(levels: int) -> dict:
    """An item of a questionnaire's answers with those in it, so many levels deep."""
    answer = {"linkId": TEXT, "answer": [{"valueString": TEXT, "valueDate": TEXT, "valueDateTime": TEXT}]}
    return answer | ({"item": [_item(levels - 1)]} if levels > 1 else {})


SHAPES: dict[str, dict] = {
    "Patient": BASE
    | {
        "identifier": [{"system": TEXT, "value": TEXT}],
        "name": [{"use": TEXT, "family": TEXT, "given": [TEXT], "prefix": [TEXT]}],
        "telecom": [{"system": TEXT, "use": TEXT, "value": TEXT}],
        "gender": TEXT,
        "birthDate": TEXT,
        "deceasedBoolean": YES,
        "deceasedDateTime": TEXT,
        "address": [{"line": [TEXT], "city": TEXT, "district": TEXT, "postalCode": TEXT}],
        "communication": [{"language": CODES, "preferred": YES}],
        "generalPractitioner": [REFERENCE],
        "managingOrganization": REFERENCE,
        "extension": [
            {
                "url": TEXT,
                "valueInteger": NUMBER,
                "valueCode": TEXT,
                "valueBoolean": YES,
                "valueCodeableConcept": CODES,
                "extension": [{"url": TEXT, "valueBoolean": YES}],
            }
        ],
    },
    "Condition": BASE
    | {
        "clinicalStatus": CODES,
        "verificationStatus": CODES,
        "code": CONCEPT,
        "subject": REFERENCE,
        "onsetDateTime": TEXT,
        "onsetPeriod": PERIOD,
        "abatementDateTime": TEXT,
        "abatementPeriod": PERIOD,
        "recordedDate": TEXT,
    },
    "Observation": BASE
    | {
        "status": TEXT,
        "code": CONCEPT,
        "subject": REFERENCE,
        "effectiveDateTime": TEXT,
        "effectiveInstant": TEXT,
        "effectivePeriod": PERIOD,
        "issued": TEXT,
        **VALUE,
        "component": [{"code": CONCEPT} | VALUE],
    },
    "MedicationRequest": BASE
    | {
        "status": TEXT,
        "medicationCodeableConcept": CONCEPT,
        "medicationReference": {"display": TEXT},
        "subject": REFERENCE,
        "authoredOn": TEXT,
        "dosageInstruction": [{"text": TEXT}],
        "dispenseRequest": {"validityPeriod": PERIOD},
    },
    "MedicationStatement": BASE
    | {
        "status": TEXT,
        "medicationCodeableConcept": CONCEPT,
        "medicationReference": {"display": TEXT},
        "subject": REFERENCE,
        "effectiveDateTime": TEXT,
        "effectivePeriod": PERIOD,
        "dateAsserted": TEXT,
        "dosage": [{"text": TEXT}],
    },
    "AllergyIntolerance": BASE
    | {"clinicalStatus": CODES, "code": CONCEPT, "patient": REFERENCE, "onsetDateTime": TEXT, "recordedDate": TEXT},
    "Encounter": BASE
    | {
        "status": TEXT,
        "class": {"code": TEXT},
        "type": [CONCEPT],
        "subject": REFERENCE,
        "period": PERIOD,
    },
    "Procedure": BASE
    | {"status": TEXT, "code": CONCEPT, "subject": REFERENCE, "performedDateTime": TEXT, "performedPeriod": PERIOD},
    "CarePlan": BASE
    | {
        "status": TEXT,
        "title": TEXT,
        "category": [CONCEPT],
        "subject": REFERENCE,
        "period": PERIOD,
        "activity": [{"detail": {"code": CONCEPT, "description": TEXT}}],
    },
    "QuestionnaireResponse": BASE
    | {"status": TEXT, "questionnaire": TEXT, "subject": REFERENCE, "authored": TEXT, "item": [_item(levels=5)]},
    "Goal": BASE | {"lifecycleStatus": TEXT, "description": CONCEPT, "subject": REFERENCE},
}


def shape_of(type_: str) -> str:
    """The structure of a resource type as a string literal of SQL."""
    return "'" + json.dumps(SHAPES[type_]) + "'"
