"""What an import keeps, from where, and what it leaves alone."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from inglenook.config.cli import commands
from inglenook.core.models import Organisation
from inglenook.exchange import commands as commands_of_import
from inglenook.exchange.files import NothingToImport, places
from inglenook.people.models import (
    Allergy,
    Circumstance,
    Condition,
    Encounter,
    Medicine,
    Person,
    Preferences,
    RecordedGoal,
    RecordedPlan,
    Result,
    Source,
)

from .conftest import rejected
from .resources import LOINC, blood_pressure, condition, observation, organisation, patient

UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
OWN = "https://inglenook.example/fhir/StructureDefinition/"


def test_a_person_with_all_that_is_known_of_them(importing):
    importing.write("Organization.ndjson", organisation("brook", "GP practice", ods="Y90001"))
    importing.write(
        "Patient.ndjson",
        patient(
            nhs_number="999 000 0018",
            name=[
                {"use": "nickname", "given": ["Mina"]},
                {"use": "official", "family": "Hussain", "given": ["Amina", "Jane"], "prefix": ["Mrs"]},
            ],
            gender="female",
            telecom=[
                {"system": "phone", "use": "home", "value": "01632 960001"},
                {"system": "phone", "use": "mobile", "value": "07700 900001"},
                {"system": "email", "value": "amina@example.org"},
            ],
            address=[{"line": ["1 High Street", "Moor End"], "city": "Hearthby", "postalCode": "ZZ1 1AA"}],
            communication=[{"language": {"coding": [{"code": "ur"}]}, "preferred": True}],
            generalPractitioner=[{"reference": "Practitioner/dr"}, {"reference": "Organization/brook"}],
            extension=[
                {"url": f"{UK_CORE}EthnicCategory", "valueCodeableConcept": {"coding": [{"code": "J"}]}},
                {
                    "url": f"{UK_CORE}NHSCommunication",
                    "extension": [{"url": "interpreterRequired", "valueBoolean": True}],
                },
                {"url": f"{OWN}deprivation-decile", "valueInteger": 2},
                {"url": f"{OWN}preferred-channel", "valueCode": "letter"},
                {"url": f"{OWN}large-print", "valueBoolean": True},
            ],
        ),
    )
    importing.run()
    person = Person.objects.get()
    told = {name: getattr(person, name) for name in (
        "nhs_number", "title", "given_name", "family_name", "sex", "email", "mobile", "phone", "address", "postcode",
        "ethnicity", "language", "needs_interpreter", "wants_large_print", "preferred_channel", "deprivation_decile",
    )}  # fmt: skip
    assert told == {
        "nhs_number": "9990000018", "title": "Mrs", "given_name": "Amina Jane", "family_name": "Hussain",
        "sex": "female", "email": "amina@example.org", "mobile": "07700 900001", "phone": "01632 960001",
        "address": "1 High Street, Moor End, Hearthby", "postcode": "ZZ1 1AA", "ethnicity": "J", "language": "ur",
        "needs_interpreter": True, "wants_large_print": True, "preferred_channel": "letter", "deprivation_decile": 2,
    }  # fmt: skip
    assert person.practice.code == "Y90001"
    assert Organisation.objects.count() == 1  # nobody needs a practice made up for them


def test_every_type_that_is_kept_finds_its_table(importing):
    importing.write("Patient.ndjson", patient())
    subject = {"subject": {"reference": "Patient/amina"}}
    aspirin = {"text": "Aspirin 75 mg"}
    importing.write("Condition.ndjson", condition("c1"), condition("c2", "105529008"))
    importing.write(
        "Observation.ndjson",
        blood_pressure("bp", 140, 85),
        observation("smoking", "72166-2", 0, "") | {"valueQuantity": None, "valueCodeableConcept": {"text": "Smoker"}},
    )
    importing.write("MedicationRequest.ndjson", {
        "resourceType": "MedicationRequest", "id": "m", "status": "active", "medicationCodeableConcept": aspirin,
        "dosageInstruction": [{"text": "One a day"}], "authoredOn": "2026-01-02", **subject,
    })  # fmt: skip
    importing.write("MedicationStatement.ndjson", {
        "resourceType": "MedicationStatement", "id": "m", "status": "completed",
        "medicationCodeableConcept": aspirin, "effectivePeriod": {"start": "2019", "end": "2020-06"}, **subject,
    })  # fmt: skip
    importing.write("AllergyIntolerance.ndjson", {
        "resourceType": "AllergyIntolerance", "id": "a", "code": {"text": "Penicillin"},
        "patient": {"reference": "Patient/amina"}, "recordedDate": "2001-05-06",
    })  # fmt: skip
    importing.write("Encounter.ndjson", {
        "resourceType": "Encounter", "id": "e", "status": "finished", "class": {"code": "AMB"},
        "period": {"start": "2026-03-01T10:00:00Z"}, **subject,
    })  # fmt: skip
    importing.write("CarePlan.ndjson", {
        "resourceType": "CarePlan", "id": "p", "status": "active", "title": "Team plan", "period": {"start": "2026-01"},
        "activity": [{"detail": {"description": "Walk daily"}}, {"detail": {"code": {"text": "Stretch"}}}], **subject,
    })  # fmt: skip
    importing.write("Goal.ndjson", {
        "resourceType": "Goal", "id": "g", "lifecycleStatus": "active", "description": {"text": "Sleep better"},
        **subject,
    })  # fmt: skip
    importing.write("RelatedPerson.ndjson", {"resourceType": "RelatedPerson", "id": "r"})
    report = importing.run()
    assert report.counts.total() == {"read": 12, "kept": 11, "unchanged": 0, "ignored": 1, "rejected": 0}
    assert Condition.objects.get().code == "44054006"
    assert Circumstance.objects.get().theme == "loneliness"
    results = {r.measure: (r.number, r.text) for r in Result.objects.all()}
    assert results == {"systolic": (140, ""), "diastolic": (85, ""), "smoking": (None, "Smoker")}
    assert {(m.display, m.dose, m.is_current, m.ended_on) for m in Medicine.objects.all()} == {
        ("Aspirin 75 mg", "One a day", True, None),
        ("Aspirin 75 mg", "", False, date(2020, 6, 1)),
    }
    assert Allergy.objects.get().recorded_on == date(2001, 5, 6)
    assert Encounter.objects.get().setting == "AMB"
    assert RecordedPlan.objects.get().activities == ["Walk daily", "Stretch"]
    assert RecordedGoal.objects.get().wording == "Sleep better"


def test_a_changed_line_changes_its_row_and_a_vanished_one_stays(importing):
    importing.write("Patient.ndjson", patient())
    importing.write("Condition.ndjson", condition("c1"), condition("c2", "195967001"))
    importing.run()
    importing.write("Condition.ndjson", condition("c1", abatementDateTime="2020-01-01"))
    report = importing.run()
    assert report.counts.as_dict()["Condition"] == {"read": 1, "kept": 1, "unchanged": 0, "ignored": 0, "rejected": 0}
    assert Condition.objects.get(source_key="c1").ended_on == date(2020, 1, 1)
    assert Condition.objects.filter(source_key="c2").exists()


def test_what_people_wrote_here_is_never_touched(importing):
    importing.write("Patient.ndjson", patient())
    importing.run()
    person = Person.objects.get()
    Preferences.objects.create(person=person, known_as="Mina", language="ur")
    importing.write(
        "Patient.ndjson", patient(gender="female", communication=[{"language": {"coding": [{"code": "en"}]}}])
    )
    importing.run()
    kept = Person.objects.get()
    assert (kept.pk, kept.ref, kept.sex, kept.language) == (person.pk, person.ref, "female", "en")
    assert (kept.preferences.known_as, kept.preferences.language) == ("Mina", "ur")


def test_the_same_nhs_number_is_the_same_person_whatever_the_source_calls_them(importing):
    importing.write("Patient.ndjson", patient(nhs_number="9990000018"), patient("amina-again", nhs_number="9990000018"))
    importing.write("Condition.ndjson", condition("c1"), condition("c2", "195967001", of="Patient/amina-again"))
    report = importing.run()
    assert (report.same_people, report.counts.total()["kept"]) == (1, 4)
    importing.write("Patient.ndjson", patient("hospital-7", nhs_number="9990000018", birthDate="1999-01-01"))
    importing.write("Condition.ndjson", condition("c3", "38341003", of="Patient/hospital-7"))
    assert importing.run(source="Hospital").same_people == 1
    person = Person.objects.get()
    assert person.birth_date == date(1960, 6, 4)  # only the first source speaks of the person's own columns
    assert set(person.conditions.values_list("source_key", flat=True)) == {"c1", "c2", "c3"}
    assert importing.run(source="Hospital").counts.total()["kept"] == 0


def test_references_by_search_by_address_and_by_urn(importing):
    importing.write("Patient.ndjson", patient(identifier=[{"system": "http://hospital", "value": "H7"}]))
    importing.write(
        "Condition.ndjson",
        condition("search", of="Patient?identifier=http://hospital|H7"),
        condition("address", of="https://fhir.example.org/r4/Patient/amina"),
        condition("version", of="Patient/amina/_history/3"),
        condition("urn", of="urn:uuid:amina"),
        condition("stranger", of="Patient?identifier=http://hospital|H8"),
    )
    report = importing.run()
    assert set(Person.objects.get().conditions.values_list("source_key", flat=True)) == {
        "search", "address", "version", "urn",
    }  # fmt: skip
    assert rejected(report) == [("Condition.ndjson", 5, "names a person who is not known")]


def test_practices_stand_under_their_network_and_hospitals_only_count_when_people_are_registered_there(importing):
    importing.write(
        "Organization.ndjson",
        organisation("brook", "GP practice", ods="Y90001", partOf={"reference": "Organization/net"}),
        organisation("net", "Primary Care Network", ods="U90001", partOf={"reference": "Organization/board"}),
        organisation("board", "Integrated care board", ods="Q9Z"),
        organisation("hospital", "Healthcare Provider"),
        organisation("other", "Healthcare Provider"),
    )
    importing.write("Patient.ndjson", patient(managingOrganization={"reference": "Organization/hospital"}))
    report = importing.run()
    assert report.counts.as_dict()["Organization"] == {
        "read": 5, "kept": 4, "unchanged": 0, "ignored": 1, "rejected": 0,
    }  # fmt: skip
    brook = Organisation.objects.get(code="Y90001")
    assert (brook.parent.code, brook.parent.parent.code) == ("U90001", "Q9Z")
    assert Person.objects.get().practice.name == "The hospital"
    assert importing.run().counts.total()["kept"] == 0


def test_a_practice_comes_with_the_number_that_people_ring_and_keeps_the_one_typed_in_here(importing):
    fax, phone = {"system": "fax", "value": "01632 960999"}, {"system": "phone", "value": "01632 960001"}
    importing.write("Organization.ndjson", organisation("brook", "GP practice", ods="Y90001", telecom=[fax, phone]))
    importing.run()
    assert Organisation.objects.get(code="Y90001").phone == "01632 960001"
    Organisation.objects.update(phone="01632 960002")
    importing.write("Organization.ndjson", organisation("brook", "GP practice", ods="Y90001", telecom=[fax]))
    importing.run()
    assert Organisation.objects.get(code="Y90001").phone == "01632 960002"


def test_people_with_no_practice_go_where_staff_can_see_them(importing):
    importing.write("Patient.ndjson", patient())
    importing.run(source="Synthea")
    assert Person.objects.get().practice.name == "Practice of Synthea"
    named = Organisation.objects.create(name="Brookside", code="Y90009")
    importing.write("Patient.ndjson", patient("bert"))
    importing.run(source="Other", practice="Y90009")
    assert Person.objects.get(source_key="bert").practice == named
    with pytest.raises(Organisation.DoesNotExist):
        importing.run(practice="nowhere")


def test_a_bundle_resolves_its_own_references(importing):
    importing.write("bundle.json", {
        "resourceType": "Bundle", "type": "transaction",
        "entry": [
            {"fullUrl": "urn:uuid:1", "resource": condition("c", of="urn:uuid:2")},
            {"fullUrl": "urn:uuid:2", "resource": patient("amina")},
            {"request": {"method": "DELETE"}},
        ],
    })  # fmt: skip
    importing.write("one.json", patient("bert"))
    report = importing.run()
    assert set(Person.objects.values_list("source_key", flat=True)) == {"amina", "bert"}
    assert Person.objects.get(source_key="amina").conditions.get().source_key == "c"
    assert report.counts.total() == {"read": 4, "kept": 3, "unchanged": 0, "ignored": 1, "rejected": 0}


def test_a_result_in_error_is_marked_and_a_value_with_a_comparator_keeps_it(importing):
    importing.write("Patient.ndjson", patient())
    below = {"valueQuantity": {"value": 3, "comparator": "<", "code": "mg/mmol"}}
    importing.write(
        "Observation.ndjson",
        observation("wrong", "8480-6", 140, "mm[Hg]", status="entered-in-error"),
        observation("below", "9318-7", 3, "mg/mmol") | below,
    )
    importing.run()
    assert Result.objects.get(source_key="wrong").is_wrong
    kept = Result.objects.get(source_key="below")
    assert (kept.number, kept.text, kept.system) == (3, "<3.0", LOINC)


def test_a_path_with_nothing_to_import_says_so(importing):
    (importing.folder / "notes.txt").write_text("hello")
    with pytest.raises(NothingToImport):
        importing.run()
    assert Source.objects.count() == 0


def test_with_nothing_rejected_there_is_no_file_of_rejects(importing):
    importing.write("Patient.ndjson", patient())
    report = importing.run()
    assert not report.rejected.exists()
    assert report.as_dict()["rejected_file"] is None


def test_the_command_shows_how_far_it_is_beside_what_it_prints(importing):
    importing.write("Patient.ndjson", patient("amina"), patient("bert"))
    importing.write("one.json", patient("cleo"))
    done = CliRunner().invoke(commands(), ["import", "fhir", str(importing.folder), "--json"])
    assert json.loads(done.stdout)["total"]["kept"] == 3
    with commands_of_import._bar() as bar:
        show = commands_of_import._progress(bar, importing.folder)
        for place in places(importing.folder):
            show(place.name, place.size // 2)
            show(place.name, place.size)
        assert bar.tasks[0].finished


def test_how_far_an_import_is_adds_up_to_all_of_every_file(importing):
    importing.write("Patient.ndjson", patient())
    importing.write("one.json", patient("bert"))
    importing.write("two.json", patient("cleo"))
    read = {}
    importing.run(progress=read.__setitem__)
    assert read == {place.name: place.size for place in places(importing.folder)}


def test_a_new_version_beside_the_known_one_in_one_file_is_taken(importing):
    known, newer = observation("a", "4548-4", 50, "mmol/mol"), observation("a", "4548-4", 52, "mmol/mol")
    importing.write("Patient.ndjson", patient())
    importing.write("Observation.ndjson", known)
    importing.run()
    importing.write("Observation.ndjson", known, newer)
    importing.run()
    assert Result.objects.get().value == 52
    assert Result.objects.get().history.get().value == 50
