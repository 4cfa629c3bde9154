"""The people of the stories as FHIR, to be imported with the region they live in."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import orjson
import yaml

from inglenook.people.models.about import CODES

from .synthesis.patients import ETHNIC_CODES, NHS_NUMBER, OWN, UK_CORE, nhs_numbers
from .synthesis.tables import document

FILE = Path(__file__).with_name("characters.yaml")
PART = 900  # the region's own parts are numbered from 0
SNOMED, LOINC, UCUM = "http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org"
HL7 = "http://terminology.hl7.org/CodeSystem/"
MEDICINES = "https://inglenook.example/medicine"
ABOUT_ME, HELPED_BY = (
    "urn:uuid:d8e4aafc-3bb4-4ab6-866a-c0cecd3ca6fe",
    "7500",
)  # the questionnaire of the PRSB, a link in it
DAYS_A_MONTH = 30.4
BLOOD_PRESSURE, SMOKING = "blood-pressure", "smoking"


@cache
def characters() -> dict[str, dict]:
    """The people of `characters.yaml` by key, in their order."""
    return {row["key"]: row for row in yaml.safe_load(FILE.read_text())["people"]}


def nhs_number(key: str) -> str:
    """The NHS number of a character, from the end of the 999 range, which no region of ours reaches."""
    return str(nhs_numbers()[-1 - list(characters()).index(key)])


def write_characters(folder: Path, *, seed: int, as_of: date) -> None:
    """Add the characters to a region's folder as bulk NDJSON, as they are on that day."""
    lines: dict[str, list[bytes]] = {}
    for person in characters().values():
        for resource in _resources(person, seed, as_of):
            lines.setdefault(resource["resourceType"], []).append(orjson.dumps(resource) + b"\n")
    for type_, texts in lines.items():
        (folder / f"{type_}.{PART}.ndjson").write_bytes(b"".join(texts))


def _resources(person: dict, seed: int, as_of: date) -> Iterator[dict]:
    yield _patient(person, seed, as_of)
    for key, years in person["conditions"].items():
        yield _condition(person, "conditions", key, as_of - timedelta(days=365 * years))
    for key in person.get("circumstances", ()):
        yield _condition(person, "circumstances", key, as_of - timedelta(days=400))
    for key in person.get("medicines", ()):
        yield _medicine(person, key, as_of - timedelta(days=300))
    for key in person.get("allergies", ()):
        yield _allergy(person, key)
    for n, wording in enumerate(person.get("goals", ()), 1):
        yield _goal(person, n, wording)
    if about := person.get("about"):
        yield _about_me(person, about, as_of - timedelta(days=round(about["said"] * DAYS_A_MONTH)))
    for key, values in person["results"].items():
        for months, value in values.items():
            yield _observation(person, key, value, as_of - timedelta(days=round(months * DAYS_A_MONTH)))


def birth_date(person: dict, as_of: date) -> date:
    """The birth date of who is `age` on that day and whose birthday is so many days off."""
    birthday = as_of + timedelta(days=person["birthday"])
    years = person["age"] + (person["birthday"] > 0)
    return date(birthday.year - years, birthday.month, min(birthday.day, 28))


def _patient(person: dict, seed: int, as_of: date) -> dict:
    title, given, family = person["name"]
    line, city, postcode = person["address"]
    practice = {"reference": f"Organization/s{seed}-practice-1"}
    return {
        "resourceType": "Patient",
        "id": person["key"],
        "extension": list(_extensions(person)),
        "identifier": [{"system": NHS_NUMBER, "value": nhs_number(person["key"])}],
        "active": True,
        "name": [{"use": "official", "family": family, "given": [given], "prefix": [title]}],
        "telecom": list(_telecom(person)),
        "gender": person["sex"],
        "birthDate": birth_date(person, as_of).isoformat(),
        "address": [{"use": "home", "line": [line], "city": city, "postalCode": postcode, "country": "GBR"}],
        "communication": [
            {"language": _coding("urn:ietf:bcp:47", person.get("language", "en")), "preferred": True},
        ],
        "generalPractitioner": [practice],
        "managingOrganization": practice,
    }


def _extensions(person: dict) -> Iterator[dict]:
    ethnicity = _coding(ETHNIC_CODES, person["ethnicity"])
    yield {"url": f"{UK_CORE}EthnicCategory", "valueCodeableConcept": ethnicity}
    yield {"url": f"{OWN}deprivation-decile", "valueInteger": person["decile"]}
    yield {"url": f"{OWN}preferred-channel", "valueCode": person["channel"]}
    if person.get("large_print"):
        yield {"url": f"{OWN}large-print", "valueBoolean": True}
    if person.get("interpreter"):
        needs = {"url": "interpreterRequired", "valueBoolean": True}
        yield {"url": f"{UK_CORE}NHSCommunication", "extension": [needs]}


def _telecom(person: dict) -> Iterator[dict]:
    for name, system, use in (("mobile", "phone", "mobile"), ("phone", "phone", "home"), ("email", "email", "home")):
        if value := person.get(name):
            yield {"system": system, "value": value, "use": use}


def _condition(person: dict, table: str, key: str, since: date) -> dict:
    row = _row(table, "key", key)
    category = "observation-category" if table == "circumstances" else "condition-category"
    kind = "social-history" if table == "circumstances" else "problem-list-item"
    return {
        "resourceType": "Condition",
        "id": f"{person['key']}-{key}",
        "clinicalStatus": _coding(f"{HL7}condition-clinical", "active"),
        "verificationStatus": _coding(f"{HL7}condition-ver-status", "confirmed"),
        "category": [_coding(HL7 + category, kind)],
        "code": _coding(SNOMED, row["snomed"], row["name"]),
        "subject": _subject(person),
        "onsetDateTime": since.isoformat(),
        "recordedDate": since.isoformat(),
    }


def _medicine(person: dict, key: str, since: date) -> dict:
    row = _row("medicines", "key", key)
    return {
        "resourceType": "MedicationRequest",
        "id": f"{person['key']}-{key}",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": _coding(MEDICINES, key, row["name"]),
        "subject": _subject(person),
        "authoredOn": since.isoformat(),
        "dosageInstruction": [{"text": row["dose"]}],
        "dispenseRequest": {"validityPeriod": {"start": since.isoformat()}},
    }


def _allergy(person: dict, key: str) -> dict:
    row = _row("allergies", "key", key)
    return {
        "resourceType": "AllergyIntolerance",
        "id": f"{person['key']}-{key}",
        "clinicalStatus": _coding(f"{HL7}allergyintolerance-clinical", "active"),
        "verificationStatus": _coding(f"{HL7}allergyintolerance-verification", "confirmed"),
        "category": [row["category"]],
        "criticality": row["criticality"],
        "code": _coding(SNOMED, row["snomed"], row["name"]),
        "patient": _subject(person),
    }


def _goal(person: dict, n: int, wording: str) -> dict:
    return {
        "resourceType": "Goal",
        "id": f"{person['key']}-goal-{n}",
        "lifecycleStatus": "active",
        "description": {"text": wording},
        "subject": _subject(person),
    }


def _about_me(person: dict, about: dict, day: date) -> dict:
    """Answers to the questionnaire of the standard, each under its prompt's code."""
    answers = [{"linkId": CODES[prompt], "answer": [{"valueString": said}]} for prompt, said in about["words"].items()]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": f"{person['key']}-about-me",
        "status": "completed",
        "questionnaire": ABOUT_ME,
        "subject": _subject(person),
        "authored": day.isoformat(),
        "item": [*answers, {"linkId": HELPED_BY, "answer": [{"valueString": about["helped_by"]}]}],
    }


def _observation(person: dict, key: str, value, day: date) -> dict:
    return {
        "resourceType": "Observation",
        "id": f"{person['key']}-{key}-{day}",
        "status": "final",
        "subject": _subject(person),
        "effectiveDateTime": day.isoformat(),
        **_measured(key, value),
    }


def _measured(key: str, value) -> dict:
    """Code, category and value of an Observation, as the region writes them."""
    if key == BLOOD_PRESSURE:
        systolic, diastolic = (int(number) for number in value.split("/"))
        parts = (("8480-6", "Systolic blood pressure", systolic), ("8462-4", "Diastolic blood pressure", diastolic))
        components = [
            {"code": _coding(LOINC, code, name), "valueQuantity": _quantity(number, "mmHg", "mm[Hg]")}
            for code, name, number in parts
        ]
        return _kind("vital-signs", "85354-9", "Blood pressure panel") | {"component": components}
    if key == SMOKING:
        answer = _row("results", "snomed", value, part="smoking")
        kind = _kind("social-history", "72166-2", "Tobacco smoking status")
        return kind | {"valueCodeableConcept": _coding(SNOMED, value, answer["name"])}
    row = _row("results", "key", key)
    quantity = _quantity(value, row["unit"], row["ucum"])
    return _kind("laboratory", row["code"], row["name"]) | {"valueQuantity": quantity}


def _kind(category: str, code: str, name: str) -> dict:
    return {"category": [_coding(f"{HL7}observation-category", category)], "code": _coding(LOINC, code, name)}


def _quantity(value: float, unit: str, code: str) -> dict:
    return {"value": value, "unit": unit, "system": UCUM, "code": code}


def _coding(system: str, code: str, name: str = "") -> dict:
    """A CodeableConcept of one coding."""
    words = {"display": name} if name else {}
    return {"coding": [{"system": system, "code": code, **words}], **({"text": name} if name else {})}


def _subject(person: dict) -> dict:
    return {"reference": f"Patient/{person['key']}"}


@cache
def _rows(table: str, part: str | None) -> list[dict]:
    content = document(table)[part] if part else document(table)
    return [dict(zip(content["columns"], row, strict=True)) for row in content["rows"]]


def _row(table: str, column: str, key: str, part: str | None = None) -> dict:
    """The first row of one of the region's tables with that key. Raises StopIteration for an unknown one."""
    return next(row for row in _rows(table, part) if row[column] == key)
