import io
import re
from datetime import date

import pypdf
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as KeepMessage

from inglenook.core import access, clock
from inglenook.messaging import outbox
from inglenook.messaging.actions import pause, stop
from inglenook.messaging.gateways import gateway_for
from inglenook.messaging.models import Message, PracticeLimits, PrintRun
from inglenook.planning.models import CycleEvent, Pack, ReviewCycle, Task
from inglenook.planning.preparation import links, packs, print_runs, queries, sending
from inglenook.planning.preparation.queries import STAGE
from tests import factories
from tests.messaging.making import at, set_clock

pytestmark = pytest.mark.django_db
PORT = 8775


class Inbox(KeepMessage):
    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        self.mails.append(message)


@pytest.fixture
def inbox(settings):
    """A real SMTP server on loopback."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", PORT
    handler = Inbox()
    server = Controller(handler, hostname="127.0.0.1", port=PORT)
    server.start()
    yield handler
    server.stop()


@pytest.fixture
def day(monkeypatch):
    """Noon today; `day("22:30")` moves the hands."""
    today = clock.today()

    def move(time):
        return set_clock(monkeypatch, at(f"{today} {time}"))

    gateway_for.cache_clear()
    move("12:00")
    return move


def made(nurse, **fields):
    """A person of the nurse's practice, and the pack made for them."""
    person = factories.make_person(nurse.memberships.get().organisation, **fields)
    factories.make_result(person, "hba1c", 58, on=clock.today())
    cycle = factories.make_cycle(person)
    packs.make_packs(cycles=ReviewCycle.objects.filter(pk=cycle.pk), by=nurse)
    return Pack.objects.get(cycle=cycle)


def send(nurse):
    with access.acting_as(nurse):
        return sending.send_packs(packs=Pack.objects.all(), by=nurse)


def test_an_email_goes_once_with_the_link_and_no_word_of_health(nurse, inbox, day):
    pack = made(nurse, email="amina@example.org")
    assert send(nurse).email == 1
    assert send(nurse).total == 0
    outbox.run()
    outbox.run()
    [mail] = inbox.mails
    text = mail.get_payload(decode=True).decode()
    assert mail["To"] == "amina@example.org"
    before, after = re.split(r"\S+/p/\S+", text)  # the link is drawn by lot: any digits may stand in it
    said = (before + after + mail["Subject"]).lower()
    assert not any(word in said for word in ("hba1c", "58", "sugar", "diabetes", "hussain"))
    pack.refresh_from_db()
    assert set(Pack.objects.values_list(STAGE, flat=True)) == {"sent"}
    assert pack.cycle.state == "prepared"
    assert CycleEvent.objects.get().code == "862701000000104"


def test_the_ledger_keeps_the_text_without_the_private_link(nurse, inbox, day):
    pack = made(nurse, email="amina@example.org")
    send(nurse)
    outbox.run()
    [token] = re.findall(r"/p/(\S+?)/", inbox.mails[0].get_payload(decode=True).decode())
    assert links.link_state(token).state == "open"
    kept = Message.objects.get().text
    assert token not in kept and "[private link]" in kept
    assert pack.links.get().token_digest != token


def test_a_failing_mail_server_is_noted_without_the_address_and_tried_again(nurse, settings, inbox, day):
    pack = made(nurse, email="amina@example.org")
    send(nurse)
    settings.EMAIL_PORT = PORT + 1  # nobody listens there
    outbox.run()
    message = Message.objects.get()
    assert message.failure == "ConnectionRefusedError"
    assert stage(nurse, pack) == "on_its_way"
    settings.EMAIL_PORT = PORT
    day("12:10")
    outbox.run()
    assert len(inbox.mails) == 1
    message.refresh_from_db()
    assert message.failure == "" and message.handed_over_at
    assert stage(nurse, pack) == "sent"


def test_after_the_last_try_somebody_chooses_another_way(nurse, settings, day, monkeypatch):
    monkeypatch.setattr(outbox, "TRIES", 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", PORT + 1
    pack = made(nurse, email="amina@example.org")
    send(nurse)
    outbox.run()
    day("12:10")
    outbox.run()
    assert Task.objects.get().owner == nurse and "choose another way" in Task.objects.get().reason
    assert stage(nurse, pack) == "not_out"


def stage(nurse, pack):
    with access.acting_as(nurse):
        return queries.ledger(nurse).get(pk=pack.pk).stage


def test_whoever_said_stop_is_sent_no_pack_and_somebody_sees_to_it(nurse, inbox, day):
    by_email = made(nurse, email="amina@example.org", address="1 Oak Street")
    by_letter = made(nurse, address="2 Oak Street")
    for pack in (by_email, by_letter):
        stop(person=pack.person)
    send(nurse)
    outbox.run()
    assert inbox.mails == []
    assert {stage(nurse, by_email), stage(nurse, by_letter)} == {"not_out"}
    assert set(Message.objects.values_list("suppressed_because", flat=True)) == {"Asked for no messages"}
    assert Task.objects.filter(reason__contains="asked for no messages").count() == 2


def test_nothing_is_sent_during_a_stay_in_hospital(nurse, inbox, day):
    pack = made(nurse, address="1 Oak Street")
    pause(person=pack.person, kind="hospital")
    send(nurse)
    assert Message.objects.get().suppressed_because == "In hospital"
    assert PrintRun.objects.get().done == 0


def test_an_email_waits_for_the_end_of_quiet_hours(nurse, inbox, day):
    pack = made(nurse, email="amina@example.org")
    day("22:30")
    send(nurse)
    outbox.run()
    assert (inbox.mails, Message.objects.get().held_because) == ([], "Quiet hours")
    assert stage(nurse, pack) == "on_its_way"


def test_stop_after_printing_takes_the_letter_out_before_posting(nurse, client, day):
    pack, other = made(nurse, address="1 Oak Street", given_name="Gone"), made(nurse, address="2 Oak Street")
    send(nurse)
    stop(person=pack.person)
    run = PrintRun.objects.get()
    client.force_login(nurse)
    page = client.get(f"/print-runs/{run.ref}/").content.decode()
    assert "Gone Hussain: asked for no messages" in page
    client.post(f"/print-runs/{run.ref}/posted/")
    assert (stage(nurse, pack), stage(nurse, other)) == ("not_out", "sent")


def test_letters_become_one_file_and_posting_marks_them_sent(nurse, client, django_capture_on_commit_callbacks):
    for number in range(3):
        made(
            nurse, given_name=f"Name{number}", family_name=f"Fam{number}", address=f"{number}{number} Oak Street, Leeds"
        )
    assert send(nurse).letter == 3
    run = PrintRun.objects.get()
    client.force_login(nurse)
    pdf = b"".join(client.get(f"/print-runs/{run.ref}/letters.pdf").streaming_content)
    faces = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages][::2]
    for number, face in enumerate(faces):
        assert f"Name{number} Fam{number}" in face
        assert f"{number}{number} Oak Street" in face
        assert f"Dear Name{number}" in face
        assert sum(f"Name{other}" in face for other in range(3)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/print-runs/{run.ref}/posted/")
    assert set(Pack.objects.values_list(STAGE, flat=True)) == {"sent"}
    assert client.get(f"/print-runs/{run.ref}/letters.pdf").status_code == 404


def test_large_print_is_obeyed_and_printed_apart(nurse):
    made(nurse, address="1 Oak Street", wants_large_print=True)
    made(nurse, address="2 Oak Street")
    send(nurse)
    assert PrintRun.objects.count() == 2


def test_nobody_who_has_died_is_sent_a_letter(nurse):
    pack = made(nurse, address="1 Oak Street")
    other = made(nurse, address="2 Oak Street")
    pack.person.is_dead = True
    pack.person.save()
    sent = send(nurse)
    assert (sent.letter, sent.withheld) == (1, 1)
    assert Message.objects.get(person=pack.person).suppressed_because == "Has died"
    assert list(print_runs.packs_of(PrintRun.objects.get())) == [other]


def test_somebody_who_died_after_printing_is_taken_out_before_posting(nurse, client):
    pack = made(nurse, address="1 Oak Street", given_name="Gone")
    send(nurse)
    pack.person.is_dead = True
    pack.person.save()
    run = PrintRun.objects.get()
    client.force_login(nurse)
    assert "Take these letters out" in client.get(f"/print-runs/{run.ref}/").content.decode()
    client.post(f"/print-runs/{run.ref}/posted/")
    pack.refresh_from_db()
    assert pack.sent_at is None


def test_nobody_is_told_to_get_ready_for_a_review_that_is_closed(nurse, client):
    pack = made(nurse, address="1 Oak Street")
    ReviewCycle.objects.update(state="reviewed", closed_at=clock.now())
    client.force_login(nurse)
    said = client.post("/packs/send/", {"chosen": pack.ref}, follow=True).content.decode()
    assert "1 pack not sent: the review is closed." in said
    assert not Message.objects.filter(person=pack.person).exists()


def test_a_pack_of_a_closed_review_stays_as_it_was_sent(nurse, client, inbox, day):
    pack = made(nurse, email="amina@example.org")
    send(nurse)
    outbox.run()
    ReviewCycle.objects.update(state="reviewed", closed_at=clock.now())
    client.force_login(nurse)
    said = client.post(f"/packs/{pack.ref}/way/", {"channel": "email"}, follow=True).content.decode()
    assert "It cannot be sent this way now." in said
    assert Pack.objects.get().sent_at and Pack.objects.get().message


def test_by_phone_a_call_with_the_questions_is_on_somebodys_list(nurse):
    made(nurse, phone="01632 960 555")
    assert send(nurse).spoken == 1
    assert Task.objects.get().owner == nurse


def test_another_practices_run_is_nobodys_business(nurse, other_practice, client):
    run = PrintRun.objects.create(organisation=other_practice, asked_by=nurse)
    client.force_login(nurse)
    assert client.get(f"/print-runs/{run.ref}/").status_code == 404
    assert client.get(f"/print-runs/{run.ref}/letters.pdf").status_code == 404


def test_what_did_not_get_out_is_sent_another_way(nurse, client, settings, day):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", PORT + 1
    pack = made(nurse, email="amina@example.org", address="1 Oak Street")
    send(nurse)
    outbox.run()
    client.force_login(nurse)
    client.post(f"/packs/{pack.ref}/way/", {"channel": "letter"})
    pack.refresh_from_db()
    assert pack.message.print_run.finished_at
    assert Message.objects.get(channel="email").suppressed_because == "Another way was chosen"
    client.post(f"/packs/{pack.ref}/way/", {"channel": "email"})
    client.post(f"/packs/{pack.ref}/way/", {"channel": "letter"})
    assert Message.objects.filter(suppressed_at=None).get().channel == "letter"


def test_whoever_rings_about_a_closed_link_is_sent_a_new_one(nurse, client, inbox, day):
    """The closed page says "they can send a new link"; the way it went and when stay in the ledger."""
    pack = made(nurse, email="amina@example.org", birth_date=date(1960, 3, 31))
    PracticeLimits.objects.create(organisation=pack.person.practice, per_day=2, written_by=nurse)
    send(nurse)
    outbox.run()
    token = _token(inbox.mails[0])
    wrong = {"birth_date-day": "1", "birth_date-month": "1", "birth_date-year": "1950"}
    for _ in range(5):
        client.post(f"/p/{token}/", wrong)
    assert client.get(f"/p/{token}/").status_code == 410
    client.force_login(nurse)
    page = client.get(f"/packs/{pack.ref}/").content.decode()
    assert "after wrong dates of birth" in page
    assert "Send it again, with a new link, by" in page
    client.post(f"/packs/{pack.ref}/way/", {"channel": "email"})
    outbox.run()
    new = _token(inbox.mails[1])
    assert client.get(f"/p/{new}/").status_code == 200
    assert Message.objects.exclude(handed_over_at=None).count() == 2
    assert Pack.objects.get().sent_at


def test_what_was_answered_is_not_sent_again(nurse, client, inbox, day):
    pack = made(nurse, email="amina@example.org")
    send(nurse)
    outbox.run()
    Pack.objects.update(answered_at=clock.now())
    client.force_login(nurse)
    assert "Send it again" not in client.get(f"/packs/{pack.ref}/").content.decode()
    client.post(f"/packs/{pack.ref}/way/", {"channel": "email"})
    outbox.run()
    assert len(inbox.mails) == 1


def _token(mail) -> str:
    return re.search(r"/p/([^/]+)/", mail.get_payload(decode=True).decode())[1]


def test_sent_by_two_at_once_a_pack_goes_once(nurse):
    pack = made(nurse, address="1 Oak Street")
    both = Pack.objects.filter(pk=pack.pk)
    with access.acting_as(nurse):
        assert sending.send_packs(packs=both, by=nurse).letter == 1
        assert sending.send_packs(packs=both, by=nurse).letter == 0
    assert Message.objects.count() == 1
