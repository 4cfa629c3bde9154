"""Taking a module: kept at once, resumable, explained; questions that come again; teams counted and never named."""

import re
from datetime import timedelta

import pikepdf
import pytest
from django.core import mail
from django.db.utils import ProgrammingError
from pypdf import PdfReader

from inglenook.core import access, clock
from inglenook.core.models import Membership
from inglenook.messaging import notices
from inglenook.messaging.models import Notice
from inglenook.workforce.learning.courses import actions, queries, rules
from inglenook.workforce.learning.courses.reading import read_course
from inglenook.workforce.learning.courses.remembering import remind
from inglenook.workforce.learning.faults import Faulty
from inglenook.workforce.models import Course, QuizAnswer, Recall, RecallChoice, Study
from tests import factories
from tests.asking import questions

from .conftest import COURSE

pytestmark = pytest.mark.django_db


def address(course, number=1, n=None):
    return f"/courses/{course.ref}/modules/{number}/" + (f"{n}/" if n else "")


def modules_of(course):
    return rules.from_mapping(course.contents).modules


def take(client, course, number=1, wrong=()):
    """Go through a module as a browser does; the questions in `wrong` are answered wrongly."""
    module = modules_of(course)[number - 1]
    for n in range(1, module.steps):
        question = module.question_at(n)
        if question is not None:
            chosen = module.quiz[question].right
            if question in wrong:
                chosen = [at for at in range(len(module.quiz[question].answers)) if at not in chosen][:1]
            client.post(address(course, number, n), {"chosen": chosen})
        client.post(address(course, number, n))


def finish_for(user, course, *codes):
    """Quickly, without a browser."""
    for module in modules_of(course):
        if module.code in codes or not codes:
            for number, question in enumerate(module.quiz):
                actions.answer(course=course, module=module, question=number, chosen=question.right, by=user)
            actions.go_to(course=course, module=module, step=module.steps, by=user)


def test_a_module_goes_on_where_it_was_left(client, course, receptionist):
    client.force_login(receptionist)
    assert client.get(address(course)).url == address(course, n=1)
    client.post(address(course, n=1))
    client.post(address(course, n=2))
    assert client.get(address(course)).url == address(course, n=3)


def test_an_answer_is_explained_right_or_wrong_and_may_be_given_again(client, course, receptionist):
    client.force_login(receptionist)
    module = modules_of(course)[0]
    n, question = len(module.pages) + 1, module.quiz[0]
    client.post(address(course, n=n), {"chosen": [0]})
    shown = client.get(address(course, n=n)).content.decode()
    assert "Not quite." in shown and "You chose this" in shown
    assert all(answer.because.split(".")[0] in shown for answer in question.answers)
    assert "Check my answer" in client.get(address(course, n=n) + "?again").content.decode()
    client.post(address(course, n=n), {"chosen": question.right})
    assert "That is right." in client.get(address(course, n=n)).content.decode()
    assert QuizAnswer.objects.get().is_right


@pytest.mark.parametrize("sent", [{"chosen": ""}, {"chosen": "99"}, {"chosen": "x"}])
def test_no_answer_is_asked_for_again_and_nothing_is_kept(client, course, receptionist, sent):
    client.force_login(receptionist)
    n = len(modules_of(course)[0].pages) + 1
    assert "Choose an answer" in client.post(address(course, n=n), sent).content.decode()
    assert not QuizAnswer.objects.exists()


def test_a_module_is_finished_when_every_question_is_answered(client, course, receptionist):
    client.force_login(receptionist)
    module = modules_of(course)[0]
    client.post(address(course, n=module.steps - 1))  # straight to the end
    assert "3 questions are not answered yet." in client.get(address(course, n=module.steps)).content.decode()
    assert not Recall.objects.exists()
    take(client, course)
    end = client.get(address(course, n=module.steps)).content.decode()
    assert "3 of 3 right" in end and module.tomorrow in end
    assert Study.objects.get().finished_at


def test_a_question_with_several_right_answers_wants_them_all():
    several = rules.Question("?", [rules.Answer("a", "b", True), rules.Answer("c", "d", True), rules.Answer("e", "f")])
    assert several.is_right([1, 0]) and not several.is_right([0]) and not several.is_right([0, 1, 2])


def test_questions_come_again_after_2_7_and_30_days_those_answered_wrong_first(client, course, receptionist):
    client.force_login(receptionist)
    take(client, course, wrong=[2])
    take(client, course, wrong=[2])  # taken twice, it comes again once
    today = clock.today()
    assert list(Recall.objects.values_list("due_on", "question")) == [
        (today + timedelta(days=2), 2),
        (today + timedelta(days=7), 0),
        (today + timedelta(days=30), 1),
    ]


@pytest.fixture
def due(course, receptionist, settings):
    """A question of the receptionist's has come again."""
    finish_for(receptionist, course, "agenda")
    settings.FIXED_TODAY = clock.today() + timedelta(days=2)
    return Recall.objects.earliest("due_on")


def test_an_e_mail_says_so_once_with_a_link_and_no_content(due, receptionist, course):
    assert (remind(), remind()) == (1, 0)
    notices.send()
    (sent,) = mail.outbox
    assert sent.to == [receptionist.email]
    assert "/learning/again/" in sent.body
    for word in (receptionist.name, receptionist.email, str(receptionist.pk) + "/", "agenda", course.title):
        assert word not in sent.body + sent.subject


def test_one_tap_in_the_e_mail_stops_them_without_signing_in(due, client, receptionist):
    remind()
    stop = re.search(r"/learning/stop/\S+", Notice.objects.get().text)[0]
    assert "Stop them" in client.get(stop).content.decode()
    assert queries.wants_email(receptionist)  # a look, by a mail scanner perhaps, stops nothing
    assert "No more e-mails" in client.post(stop).content.decode()
    assert not queries.wants_email(receptionist)
    Recall.objects.update(told_at=None)
    assert remind() == 0


def test_it_is_turned_off_and_on_in_one_tap_on_the_page(due, client, receptionist):
    client.force_login(receptionist)
    client.post("/learning/again/e-mail/", {"wants": "no"})
    assert remind() == 0
    assert "You get no e-mails" in client.get("/learning/again/").content.decode()
    client.post("/learning/again/e-mail/", {"wants": "yes"})
    assert remind() == 1


def test_whoever_left_gets_no_e_mail(due, receptionist):
    receptionist.is_active = False
    receptionist.save()
    assert remind() == 0


def test_a_question_that_came_again_is_answered_once_and_explained(due, client, receptionist):
    client.force_login(receptionist)
    page = client.get("/learning/again/").content.decode()
    assert "1 question waits" in page
    module, question = queries.asked_in(due)
    client.post(f"/learning/again/{due.ref}/", {"chosen": question.right})
    client.post(f"/learning/again/{due.ref}/", {"chosen": [0]})
    due.refresh_from_db()
    assert due.is_right and due.chosen == question.right
    assert "That is right." in client.get(f"/learning/again/{due.ref}/").content.decode()
    assert "Nothing waits" in client.get("/learning/again/").content.decode()


def test_nobody_else_reads_what_somebody_learns_not_even_the_manager(due, receptionist, manager, nurse, client):
    tables = (Study, QuizAnswer, Recall, RecallChoice)
    actions.choose_email(by=receptionist, wants=True)
    for other in (manager, nurse):
        with access.acting_as(other):
            assert [model.objects.count() for model in tables] == [0, 0, 0, 0]
    with access.acting_as(receptionist):
        assert all(model.objects.exists() for model in tables)
    client.force_login(nurse)
    assert client.get(f"/learning/again/{due.ref}/").status_code == 404


def test_nobody_writes_progress_for_another(course, receptionist, nurse):
    with pytest.raises(ProgrammingError, match="row-level security"), access.acting_as(nurse):
        Study.objects.create(learner=receptionist, course=course, module="agenda")


def test_a_certificate_is_a_tagged_pdf_of_what_was_learnt(client, course, receptionist, tmp_path):
    client.force_login(receptionist)
    assert client.get(f"/courses/{course.ref}/certificate.pdf").status_code == 404
    finish_for(receptionist, course)
    answer = client.get(f"/courses/{course.ref}/certificate.pdf")
    assert answer["Content-Type"] == "application/pdf"
    (tmp_path / "c.pdf").write_bytes(answer.content)
    with pikepdf.open(tmp_path / "c.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked and "pdfuaid" in str(pdf.open_metadata())
        assert pdf.Root.Lang == "en-GB"
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "c.pdf").pages)
    assert "Tomasz Nowak" in text and all(module.title in text for module in modules_of(course))
    assert "has not accredited" in " ".join(text.split())


def test_managers_see_counts_and_never_under_five(client, course, practice, manager):
    """Eleven work there, the manager among them. Six finished the first module, four the second, eight the third."""
    team = [factories.make_user(f"Colleague {n}", role="nurse", at=practice) for n in range(10)]
    for number, code in ((6, "house-of-care"), (4, "preparing-people"), (8, "agenda")):
        for user in team[:number]:
            finish_for(user, course, code)
    shown = [one.done.part for one in queries.completion(course, queries.team_of([practice.pk]))]
    assert shown[:4] == [6, None, None, 0]  # of eleven, eight leaves three: those could be told apart too
    client.force_login(manager)
    page = client.get("/learning/team/").content.decode()
    assert "Of 11 people" in page and "too few to show" in page
    assert not any(user.name in page for user in team)


def test_the_team_is_who_works_there_today(course, practice, manager, nurse):
    Membership.objects.filter(user=nurse).update(ended_on=clock.today())
    assert queries.team_of([practice.parent_id]) == {manager.pk}


@pytest.mark.parametrize("who", ["nurse", "receptionist"])
def test_only_managers_see_the_teams_figures(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/learning/team/").status_code == 403


def test_people_in_care_have_no_courses(client, course, person):
    client.force_login(person.user)
    assert client.get("/courses/").status_code == 403


def test_a_new_version_keeps_progress_and_an_old_or_changed_one_is_refused(folder, nurse):
    row = actions.take_in(read_course(folder()))
    finish_for(nurse, row, "first")
    assert actions.take_in(read_course(folder())) == row  # the same again is no fault
    with pytest.raises(Faulty, match="Write `version: 2`"):
        actions.take_in(read_course(folder({"course.yaml": COURSE.replace("small course", "tiny course")})))
    changed = COURSE.replace("small course", "tiny course").replace("version: 1", "version: 2")
    actions.take_in(read_course(folder({"course.yaml": changed})))
    assert Course.objects.get(code="small-course").title == "A tiny course"
    assert queries.progress_in(Course.objects.get(code="small-course"), nurse).is_finished


def test_the_pages_ask_little(client, course, receptionist, due):
    client.force_login(receptionist)
    for path in (
        "/courses/",
        f"/courses/{course.ref}/",
        address(course, n=1),
        address(course, n=6),
        "/learning/again/",
    ):
        assert len(questions(client, path)) <= 12, path
