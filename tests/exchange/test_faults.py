"""Bad lines go to the file of rejects, each with its place and reason, and the rest goes on."""

import gzip
import random

import orjson
import pytest

from inglenook.core.models import Organisation
from inglenook.people.models import Condition, Person, Result

from .conftest import rejected
from .resources import LOINC, condition, observation, organisation, patient

NOTHING = b""


def good(number: int) -> dict:
    return condition(f"good-{number}")


@pytest.mark.parametrize(
    "bad, reason",
    [
        (b'{"resourceType": "Condition", "id": ', "is not a FHIR resource in JSON"),
        (b"not JSON at all", "is not a FHIR resource in JSON"),
        (b'"\xff\xfe"', "is not a FHIR resource in JSON"),
        (b"[1, 2]", "is not a FHIR resource in JSON"),
        (b'{"resourceType": "Condition", "id": "nul\\u0000"}', "is not a FHIR resource in JSON"),
        (patient("misplaced"), "is not a Condition"),
        (condition(""), "has no id"),
        (condition("x" * 151), "has an id of over 150 characters"),
        (condition("c", of="Patient/nobody"), "names a person who is not known"),
        (condition("c") | {"subject": None}, "names no person"),
        (condition("c") | {"subject": "Patient/amina"}, "names no person"),
        (condition("c", onsetDateTime="2999-01-01"), "has a date in the future"),
        (condition("c", onsetDateTime="1066-10-14"), "has a date before 1850"),
        (condition("c", onsetDateTime="2015-02-30"), "has a date that cannot be read"),
        (condition("c", onsetDateTime="last spring"), "has a date that cannot be read"),
        (condition("c", "9" * 101), "has a code of over 100 characters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_condition_is_rejected_alone(importing, bad, reason):
    importing.write("Patient.ndjson", patient())
    importing.write("Condition.ndjson", good(1), NOTHING, bad, good(2))
    report = importing.run()
    assert rejected(report) == [("Condition.ndjson", 3, reason)]
    assert report.counts.as_dict()["Condition"] == {"read": 3, "kept": 2, "unchanged": 0, "ignored": 0, "rejected": 1}
    assert set(Condition.objects.values_list("source_key", flat=True)) == {"good-1", "good-2"}


@pytest.mark.parametrize(
    "bad, reason",
    [
        (observation("o", "8480-6", 2000, "mm[Hg]"), "has a value that is outside what is possible for systolic"),
        (observation("o", "29463-7", -3, "kg"), "has a value that is outside what is possible for weight"),
        (observation("o", "8480-6", 120, "mm[Hg]") | {"effectiveDateTime": None}, "has no date"),
        (observation("o", "8480-6", 120, "mm[Hg]", effectiveDateTime="2999"), "has a date in the future"),
    ],
    ids=["high", "negative", "undated", "future"],
)
def test_an_impossible_result_is_rejected(importing, bad, reason):
    importing.write("Patient.ndjson", patient())
    importing.write("Observation.ndjson", bad, observation("fine", "8480-6", 120, "mm[Hg]"))
    assert rejected(importing.run()) == [("Observation.ndjson", 1, reason)]
    assert Result.objects.get().source_key == "fine"


def test_a_panel_with_one_impossible_part_is_rejected_whole(importing):
    from .resources import blood_pressure

    importing.write("Patient.ndjson", patient())
    importing.write("Observation.ndjson", blood_pressure("bp", 1400, 85))
    assert importing.run().counts.as_dict()["Observation"]["rejected"] == 1
    assert not Result.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        organisation(None, "GP practice"), organisation(7, "GP practice"), organisation("x" * 151, "GP practice"),
        patient("misplaced"), [], b'{"resourceType": "Organization", "id": "nul", "name": "\\u0000"}',
    ],
)  # fmt: skip
def test_a_bad_organisation_is_rejected_alone(importing, bad):
    importing.write("Organization.ndjson", bad, organisation("brook", "GP practice"))
    reason = "is not an Organization in JSON with an id of at most 150 characters"
    assert rejected(importing.run()) == [("Organization.ndjson", 1, reason)]
    assert Organisation.objects.get().name == "The brook"


@pytest.mark.parametrize("part", ["identifier", "telecom", "partOf", "alias", "contact"])
@pytest.mark.parametrize("said", ["text", 7, ["text"], [[]], {"value": {}}, [{"system": 7, "value": "9" * 300}], True])
def test_a_part_of_an_organisation_of_another_shape_counts_as_left_out(importing, part, said):
    importing.write("Organization.ndjson", organisation("brook", "GP practice", **{part: said}))
    assert importing.run().counts.as_dict()["Organization"]["kept"] == 1
    assert Organisation.objects.get().name == "The brook"


def test_a_code_that_is_too_long_for_one_is_none(importing):
    importing.write("Organization.ndjson", organisation("brook", "GP practice", ods="9" * 300))
    assert importing.run().counts.total()["kept"] == 1
    assert Organisation.objects.get().code.startswith("X-")


def test_a_wrong_nhs_number_is_left_out_and_the_person_kept(importing):
    # 943 476 5919 is the NHS Data Dictionary's example of a valid number; its last digit is its check digit.
    importing.write(
        "Patient.ndjson", patient("right", nhs_number="9434765919"), patient("wrong", nhs_number="9434765918")
    )
    report = importing.run()
    assert rejected(report) == [("Patient.ndjson", 2, "NHS number left out: its check digit is wrong")]
    assert (report.warnings, report.counts.total()["rejected"]) == (1, 0)
    assert dict(Person.objects.values_list("source_key", "nhs_number")) == {"right": "9434765919", "wrong": None}


def test_a_person_born_in_the_future_takes_their_records_with_them(importing):
    importing.write("Patient.ndjson", patient(birthDate="2999-01-01"))
    importing.write("Condition.ndjson", condition("c"))
    assert [reason for _, _, reason in rejected(importing.run())] == [
        "has a date in the future",
        "names a person who is not known",
    ]


def test_ten_megabytes_of_text_in_one_field_are_kept_as_they_are(importing):
    text = "long " * 2_000_000
    importing.write("Patient.ndjson", patient())
    importing.write(
        "Observation.ndjson", observation("o", "8480-6", 0, "") | {"valueQuantity": None, "valueString": text}
    )
    assert importing.run().counts.total()["rejected"] == 0
    assert Result.objects.get().text == text


def test_the_same_key_twice_in_a_file_keeps_the_last(importing):
    importing.write("Patient.ndjson", patient())
    importing.write("Condition.ndjson", condition("c"), condition("c", "195967001"))
    importing.run()
    assert Condition.objects.get().code == "195967001"
    assert importing.run().counts.total()["kept"] == 0


def test_rejects_repeat_nothing_of_what_a_line_says(importing):
    importing.write("Patient.ndjson", patient(birthDate="2999-01-01"))
    report = importing.run()
    assert "Hussain" not in report.rejected.read_text()
    assert report.rejected.parent.stat().st_mode & 0o077 == 0


def test_a_code_in_a_unit_that_is_not_known_is_kept_as_recorded_and_not_understood(importing):
    importing.write("Patient.ndjson", patient())
    importing.write("Observation.ndjson", observation("o", "4548-4", 7, "furlong"))
    importing.run()
    kept = Result.objects.get()
    assert (kept.value, kept.unit, kept.measure, kept.number, kept.system) == (7, "furlong", "", None, LOINC)


def test_a_gzip_that_was_cut_short_gives_its_whole_lines_and_the_other_files_go_on(importing):
    letters = random.Random(1)
    people = [patient(f"p{n}", address=[{"text": f"{letters.getrandbits(400):x}"}]) for n in range(400)]
    whole = gzip.compress(b"".join(orjson.dumps(one) + b"\n" for one in people))
    (importing.folder / "Patient.ndjson.gz").write_bytes(whole[: len(whole) // 2])
    importing.write("Condition.ndjson", condition("c", of="Patient/p0"))
    report = importing.run()
    kept = Person.objects.count()
    assert 100 < kept < 250  # about half, as half of the bytes came
    assert rejected(report) == [
        ("Patient.ndjson.gz", kept + 1, "the file is cut short or damaged from here on: fetch it anew")
    ]
    assert Condition.objects.count() == 1
    (importing.folder / "Patient.ndjson.gz").write_bytes(whole)
    assert importing.run().counts.as_dict()["Patient"] == {
        "read": 400, "kept": 400 - kept, "unchanged": kept, "ignored": 0, "rejected": 0,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Patient.ndjson.gz", "bundle.json.gz"])
def test_what_is_no_gzip_is_rejected_with_its_name(importing, name):
    (importing.folder / name).write_bytes(b"hello")
    report = importing.run()
    assert rejected(report) == [(name, 1, "the file is cut short or damaged from here on: fetch it anew")]


def test_a_document_that_holds_no_fhir_is_rejected_with_its_name(importing):
    no_fhir = {"no.json": b"this is no JSON", "empty.json": b"", "list.json": b"[1, 2]"}
    for name, text in no_fhir.items():
        (importing.folder / name).write_bytes(text)
    nothing = orjson.dumps({"resourceType": "Bundle", "type": "searchset", "entry": [5, {"resource": patient()}]})
    (importing.folder / "some.json").write_bytes(nothing)
    report = importing.run()
    reason = "is not a FHIR resource in JSON"
    assert set(rejected(report)) == {(name, 1, reason) for name in (*no_fhir, "some.json")}
    assert report.counts.total() == {"read": 5, "kept": 1, "unchanged": 0, "ignored": 0, "rejected": 4}


def test_a_byte_order_mark_costs_no_line(importing):
    importing.write("Patient.ndjson", b"\xef\xbb\xbf" + orjson.dumps(patient("amina")), patient("bert"))
    assert rejected(importing.run()) == []
    assert set(Person.objects.values_list("source_key", flat=True)) == {"amina", "bert"}
