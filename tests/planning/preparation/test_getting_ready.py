import pytest

from inglenook.planning.models import Answer, Pack, Task
from inglenook.planning.preparation.queries import STAGE

pytestmark = pytest.mark.django_db


def at(pack, *rest):
    return "/".join(["/me/prepare", str(pack.ref), *rest]) + "/"


def test_a_person_sees_results_answers_every_question_and_is_ready(client, person, sent_pack, nurse):
    client.force_login(person.user)
    assert client.get("/me/prepare/").url == at(sent_pack)
    assert "138/84" in client.get(at(sent_pack, "results")).content.decode()
    client.post(at(sent_pack, "matters"), {"text": "I want to get to the mosque on my own", "go": "on"})
    client.post(at(sent_pack, "in_the_way"), {"choices": ["Money", "Sleep"], "text": "", "go": "on"})
    client.post(at(sent_pack, "talk_about"), {"topic": "My dizzy spells", "go": "stay"})
    client.post(at(sent_pack, "talk_about"), {"add": "Sleep"})
    client.post(at(sent_pack, "talk_about"), {"up": "1"})
    assert "I want to get to the mosque on my own" in client.get(at(sent_pack, "end")).content.decode()
    assert client.post(at(sent_pack, "end")).url == at(sent_pack, "done")
    pack = Pack.objects.get(pk=sent_pack.pk)
    assert Pack.objects.values_list(STAGE, flat=True).get(pk=pack.pk) == "answered"
    assert pack.answers.get(prompt="talk_about").choices == ["Sleep", "My dizzy spells"]
    assert pack.answers.get(prompt="in_the_way").choices == ["Money", "Sleep"]
    assert Task.objects.get(kind="answered").owner == nurse


def test_a_call_for_help_keeps_the_words_and_names_who_will_help(client, person, sent_pack, nurse):
    client.force_login(person.user)
    page = client.post(at(sent_pack, "worries"), {"text": "The tablets", "go": "help"}, follow=True)
    assert "We have told Joy Mensah" in page.content.decode()
    answer = Answer.objects.get(prompt="worries")
    assert (answer.text, answer.wants_help) == ("The tablets", True)
    task = Task.objects.get(kind="help_wanted")
    assert (task.owner, task.answer) == (nurse, answer)


def test_ten_megabytes_get_a_clear_error_and_keep_what_fits(client, person, sent_pack):
    client.force_login(person.user)
    page = client.post(at(sent_pack, "matters"), {"text": "a" * 10_000_000, "go": "on"})
    assert "We kept the first 5,000" in page.content.decode()
    assert len(page.content) < 100_000
    assert len(Answer.objects.get().text) == 5_000


def test_the_same_page_sent_twice_is_one_answer_with_its_history(client, person, sent_pack):
    client.force_login(person.user)
    for words in ("First", "Second"):
        client.post(at(sent_pack, "matters"), {"text": words, "go": "on"})
    answer = Answer.objects.get()
    assert answer.text == "Second"
    assert [former.text for former in answer.history.all()] == ["First"]


def test_what_is_typed_is_kept_without_leaving_the_page(client, person, sent_pack):
    client.force_login(person.user)
    assert client.post(at(sent_pack, "matters"), {"text": "My fam", "go": "keep"}).status_code == 204
    assert Answer.objects.get().text == "My fam"
    page = client.post(at(sent_pack, "matters"), {"text": "a" * 6_000, "go": "keep"})
    assert page.status_code == 200 and "We kept the first 5,000" in page.content.decode()


def test_a_stranger_and_a_professional_find_no_such_page(client, stranger, sent_pack, nurse):
    client.force_login(nurse)
    assert client.get(at(sent_pack, "matters")).status_code == 404


def test_a_carer_with_permission_answers_in_the_persons_name(client, carer, sent_pack):
    client.force_login(carer)
    client.post(at(sent_pack, "matters"), {"text": "She loves her garden", "go": "on"})
    assert Answer.objects.get().said_by == "Sara Hussain (Daughter)"
    assert sent_pack.person.looks.filter(viewer=carer).exists()
