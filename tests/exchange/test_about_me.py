"""About Me from elsewhere: answers to the questionnaire that the PRSB publishes, and answers to others."""

import json
from datetime import date

import pytest

from inglenook.people.models import RecordedAboutMe
from tests.exchange.resources import patient
from tests.realdata import shared

pytestmark = pytest.mark.django_db
ABOUT_ME = "urn:uuid:d8e4aafc-3bb4-4ab6-866a-c0cecd3ca6fe"
QUESTIONNAIRE = "fhir-examples/prsb/About_Me_Instance_FHIR_Questionnaire.json"
# The standard's groups by their titles in the questionnaire, and the fields we keep them in.
KEPT_IN = {
    "What is most important to me_Instance": "important",
    "People who are important to me_Instance": "people",
    "How I communicate and how to communicate with me_Instance": "communication",
    "My wellness_Instance": "wellness",
    "Please do and please do not_Instance": "do_and_do_not",
    "How and when to support me_Instance": "support",
    "Also worth knowing about me_Instance": "worth_knowing",
}


def _response(items: list, **fields) -> dict:
    base = {"resourceType": "QuestionnaireResponse", "id": "about", "status": "completed", "questionnaire": ABOUT_ME}
    subject = {"subject": {"reference": "Patient/amina"}, "authored": "2025-11-02T10:00:00Z"}
    return base | subject | {"item": items} | fields


def _said(link: str, text: str) -> dict:
    return {"linkId": link, "answer": [{"valueString": text}]}


def _answered(item: dict, about: str = "") -> dict:
    """The item of the questionnaire with an answer to each free text: what its prompt is called."""
    about = item["text"] if item["text"] in KEPT_IN else about
    answer = {"answer": [{"valueString": f"On: {about}"}]} if item["text"].startswith("Free_text") else {}
    if item["text"].startswith("Supported"):
        answer = {"answer": [{"valueString": "Sara"}]}
    if item["text"].startswith("Date_last"):
        answer = {"answer": [{"valueDate": "2025-10-30"}]}
    inner = {"item": [_answered(one, about) for one in item["item"]]} if "item" in item else {}
    return {"linkId": item["linkId"]} | answer | inner


def test_every_answer_to_the_published_questionnaire_is_kept_in_its_place(importing):
    items = json.loads(shared(QUESTIONNAIRE).read_text())["item"]
    importing.write("Patient.ndjson", patient())
    importing.write("QuestionnaireResponse.ndjson", _response([_answered(item) for item in items]))
    assert importing.run().counts.total()["kept"] == 2
    kept = RecordedAboutMe.objects.get()
    assert {getattr(kept, field): title for title, field in KEPT_IN.items()} == {f"On: {t}": t for t in KEPT_IN}
    assert (kept.helped_by, kept.said_on) == ("Sara", date(2025, 10, 30))


def test_answers_without_the_groups_are_known_by_the_prompts_codes(importing):
    importing.write("Patient.ndjson", patient())
    answers = [_said("1515861000000103", "My dog"), {"linkId": "g", "item": [_said("1515891000000109", "Walks")]}]
    importing.write("QuestionnaireResponse.ndjson", _response(answers))
    importing.run()
    kept = RecordedAboutMe.objects.get()
    assert kept.said == {"important": "My dog", "wellness": "Walks"} and kept.said_on == date(2025, 11, 2)


def test_other_questionnaires_and_errors_are_left_alone_and_the_same_twice_changes_nothing(importing):
    importing.write("Patient.ndjson", patient())
    importing.write(
        "QuestionnaireResponse.ndjson",
        _response([_said("7503", "My dog")]),
        _response([_said("1", "Yes")], id="phq", questionnaire="https://example.org/phq-9"),
        _response([_said("7503", "Wrong person")], id="wrong", status="entered-in-error"),
        _response([_said("7503", "Whose?")], id="nobodys", subject={"reference": "Patient/unknown"}),
    )
    found = importing.run().counts.total()
    assert (found["kept"], found["ignored"], found["rejected"]) == (2, 2, 1)
    assert importing.run().counts.total()["kept"] == 0
    assert RecordedAboutMe.objects.get().important == "My dog"
