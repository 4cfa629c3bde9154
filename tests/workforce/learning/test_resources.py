"""The resource centre: found by words, contributed with review; films that can be read; one's own and shared lists."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.db.utils import ProgrammingError

from inglenook.core import access, clock
from inglenook.workforce.learning.loading import load_shipped
from inglenook.workforce.learning.resources import actions, queries
from inglenook.workforce.learning.resources.queries import Asked
from inglenook.workforce.models import ReadingList, Resource
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db
MP4 = b"\x00\x00\x00\x18ftypisom" + b"0" * 3000
WEBM = b"\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1f\x42\x82\x84webm" + b"0" * 100
VTT = b"WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nA house with five parts.\n"
SAID = {"kind": "guide", "title": "Our way", "about": "What works at our desk.", "minutes": "3"}
SENT = SAID | {"audience": ["reception"], "topics": ["preparation"], "body": "## First\n\nListen."}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Films are kept in a folder of the test's own."""
    storages = dict(settings.STORAGES)
    settings.STORAGES = storages | {"default": storages["default"] | {"OPTIONS": {"location": tmp_path}}}


@pytest.fixture
def shipped(db):
    load_shipped()


@pytest.fixture
def draft(nurse, practice):
    about = SAID | {"audience": ["reception"], "topics": ["preparation"]}
    return actions.contribute(by=nurse, organisation=practice, body="Listen.", **about)


def contributed():
    """What did not come with Inglenook."""
    return Resource.objects.filter(organisation__isnull=False)


def found(**asked):
    return [one.title for one in queries.search(Asked(**asked))]


def film(**changes):
    return {
        "film": SimpleUploadedFile("house.mp4", changes.get("film", MP4)),
        "subtitles": SimpleUploadedFile("house.vtt", changes.get("subtitles", VTT)),
    }


def test_what_comes_with_inglenook_is_there_and_says_what_it_is_for(shipped):
    own = Resource.objects.exclude(kind="link")
    links = Resource.objects.filter(kind="link")
    assert (own.count() >= 15, links.count() >= 40) == (True, True)
    assert {one.kind for one in own} == {"article", "guide", "case_study"}
    assert all(one.about and one.audience and one.topics and one.minutes and one.sources for one in own)
    assert not links.filter(checked_on__isnull=False).exists()  # nobody has opened them yet, and the pages say so
    load_shipped()
    assert Resource.objects.count() == own.count() + links.count()


def test_what_a_file_no_longer_says_is_withdrawn(shipped):
    Resource.objects.create(
        key="gone", kind="article", state="published", title="Gone", audience=[], topics=[], minutes=1
    )
    load_shipped()
    assert Resource.objects.get(key="gone").state == "withdrawn"


def test_words_find_what_is_meant_in_whatever_form_the_best_first(shipped):
    assert found(words="interpreters")[0] == "Talking through an interpreter"
    assert found(words="lonely desk")[0] == "Noticing loneliness at the desk"
    assert found(words="xyzzy") == []
    assert found(words="?!") == []
    assert found(words="'); DROP TABLE x; --") == []


def test_filters_narrow_it_down(shipped):
    assert set(found(kind="case_study")) < set(found())
    for one in queries.search(Asked(audience="volunteer")):
        assert {"volunteer", "everyone"} & set(one.audience)
    assert all("loneliness" in one.topics for one in queries.search(Asked(topic="loneliness")))


def test_a_contribution_is_read_by_its_author_alone_until_it_is_reviewed(client, nurse, practice, shipped):
    colleague = factories.make_user("Sam Desk", role="coordinator", at=practice)
    client.force_login(nurse)
    made = client.post("/learning/resources/new/", SENT)
    address = made.url
    client.force_login(colleague)
    assert client.get(address).status_code == 404
    client.force_login(nurse)
    client.post(f"{address}ask/")
    assert "Our way" not in found()
    client.post(f"{address}publish/")
    assert Resource.objects.get(author=nurse).state == "in_review"  # not by its own author
    client.force_login(colleague)
    assert "Our way" in client.get("/learning/contributions/").content.decode()
    client.post(f"{address}publish/")
    assert "Our way" in found()
    kept = Resource.objects.get(author=nurse)
    assert (kept.reviewer, kept.reviewed_on) == (colleague, clock.today())


def test_the_database_too_refuses_a_review_by_the_author(draft, nurse):
    with pytest.raises(IntegrityError, match="resource_reviewed_by_another"):
        Resource.objects.filter(pk=draft.pk).update(state="published", reviewer=nurse)


def test_it_can_be_sent_back_with_a_word_and_comes_again(client, draft, nurse, manager):
    actions.ask_for_review(resource=draft, by=nurse)
    client.force_login(manager)
    client.post(f"/learning/resources/{draft.ref}/send-back/", {"comment": "Say for whom."})
    client.force_login(nurse)
    assert "Say for whom." in client.get(f"/learning/resources/{draft.ref}/").content.decode()
    client.post(f"/learning/resources/{draft.ref}/edit/", SENT | {"title": "Our way, for the desk"})
    draft.refresh_from_db()
    assert (draft.state, draft.title) == ("draft", "Our way, for the desk")


def test_changed_after_publishing_it_needs_a_look_again(draft, nurse, manager):
    actions.ask_for_review(resource=draft, by=nurse)
    actions.publish(resource=draft, by=manager)
    actions.revise(resource=draft, by=nurse, title="New words")
    assert "New words" not in found()


def test_withdrawn_it_can_be_put_back(client, draft, nurse, manager):
    actions.ask_for_review(resource=draft, by=nurse)
    actions.publish(resource=draft, by=manager)
    client.force_login(nurse)
    client.post(f"/learning/resources/{draft.ref}/withdraw/")
    assert "Our way" not in found()
    client.post(f"/learning/resources/{draft.ref}/put-back/")
    assert "Our way" in found()


def test_another_practice_neither_sees_nor_changes_what_waits(client, draft, nurse, other_practice):
    stranger = factories.make_user("Pat Hill", role="nurse", at=other_practice)
    actions.ask_for_review(resource=draft, by=nurse)
    client.force_login(stranger)
    assert client.get(f"/learning/resources/{draft.ref}/").status_code == 404
    assert client.post(f"/learning/resources/{draft.ref}/publish/").status_code == 404
    with access.acting_as(stranger):
        assert Resource.objects.filter(pk=draft.pk).update(title="Mine") == 0


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=y>"])
def test_a_contribution_that_could_act_is_refused_with_its_line(client, nurse, body):
    client.force_login(nurse)
    page = client.post("/learning/resources/new/", SENT | {"body": f"Words.\n\n{body}"}).content.decode()
    assert "Line 3:" in page and not contributed().exists()


def test_a_film_without_captions_or_transcript_is_published_by_no_way(client, nurse, manager):
    client.force_login(nurse)
    sent = SENT | {"kind": "video", "body": "", "film": film()["film"]}
    address = client.post("/learning/resources/new/", sent).url
    client.post(f"{address}ask/")
    made = contributed().get()
    assert (made.state, made.video.endswith(".mp4")) == ("draft", True)
    assert "Cannot be published yet" in client.get(address).content.decode()
    made.state = "in_review"
    with pytest.raises(actions.Refused, match="captions and a transcript"):
        actions.publish(resource=made, by=manager)
    with pytest.raises(IntegrityError, match="resource_video_can_be_read"):
        contributed().update(state="published", reviewer=manager)


def test_a_film_with_both_is_played_from_here_in_pieces(client, nurse, manager):
    client.force_login(nurse)
    sent = SENT | {"kind": "video", "body": "", "transcript": "A house is drawn."} | film()
    address = client.post("/learning/resources/new/", sent).url
    client.post(f"{address}ask/")
    actions.publish(resource=contributed().get(), by=manager)
    page = client.get(address).content.decode()
    assert "<video" in page and 'kind="captions"' in page and "A house is drawn." in page
    assert client.get(f"{address}captions.vtt").content == VTT
    piece = client.get(f"{address}film", headers={"Range": "bytes=4-11"})
    assert (piece.status_code, piece.content) == (206, MP4[4:12])
    assert piece["Content-Range"] == f"bytes 4-11/{len(MP4)}"
    assert client.get(f"{address}film", headers={"Range": f"bytes={len(MP4)}-"}).status_code == 416
    whole = client.get(f"{address}film")
    assert b"".join(whole.streaming_content) == MP4
    whole.close()


@pytest.mark.parametrize(
    "changes,says",
    [
        ({"film": b"<html><script>"}, "must be an MP4 or WebM file"),
        ({"film": b"\x7fELF" + b"0" * 100}, "must be an MP4 or WebM file"),
        ({"subtitles": b"1\n00:00:00,000 --> 00:00:02,000\nSRT"}, "must be a WebVTT file"),
        ({"subtitles": b"WEBVTT\n\nNo times"}, "must be a WebVTT file"),
        ({"subtitles": b"\xff\xfe"}, "saved as UTF-8"),
        ({"subtitles": b"WEBVTT\n" + b"0" * 500_000}, "must be smaller than 500 kB"),
    ],
)
def test_a_file_is_what_its_content_says_and_no_larger(client, nurse, changes, says):
    client.force_login(nurse)
    sent = SENT | {"kind": "video", "body": "", "transcript": "Words."} | film(**changes)
    assert says in client.post("/learning/resources/new/", sent).content.decode()
    assert not contributed().exists()


def test_webm_is_known_by_its_content_whatever_its_name(client, nurse):
    client.force_login(nurse)
    sent = SENT | {"kind": "video", "body": "", "film": SimpleUploadedFile("film.txt", WEBM)}
    client.post("/learning/resources/new/", sent)
    assert contributed().get().video.endswith(".webm")


def test_what_nobody_looked_at_for_a_year_is_marked(client, nurse, shipped, settings):
    client.force_login(nurse)
    assert "Due for a look" not in client.get("/learning/?kind=guide").content.decode()
    settings.FIXED_TODAY = date(2027, 11, 23)  # reviewed on 22 November 2026; learning.yaml: 12 months
    assert "Due for a look" in client.get("/learning/?kind=guide").content.decode()


def test_a_list_is_ones_own_until_it_is_shared(client, nurse, practice, shipped):
    colleague = factories.make_user("Sam Desk", role="coordinator", at=practice)
    first, second = Resource.objects.filter(kind="guide")[:2]
    client.force_login(nurse)
    for one, into in ((first, "new"), (second, None)):
        into = into or str(ReadingList.objects.get().ref)
        client.post(f"/learning/resources/{one.ref}/keep/", {"into": into, "title": "For the desk"})
    reading = ReadingList.objects.get()
    address = f"/learning/lists/{reading.ref}/"
    client.post(address, {"do": "up", "resource": second.ref})
    page = client.get(address).content.decode()
    assert page.index(second.title) < page.index(first.title)
    client.force_login(colleague)
    assert client.get(address).status_code == 404
    client.force_login(nurse)
    client.post(address, {"do": "share", "with": practice.pk})
    client.force_login(colleague)
    assert first.title in client.get(address).content.decode()
    assert client.post(address, {"do": "out", "resource": first.ref}).status_code == 404
    with access.acting_as(colleague):
        assert ReadingList.objects.update(title="Mine") == 0


def test_nobody_makes_a_list_in_anothers_name(nurse, manager):
    with pytest.raises(ProgrammingError, match="row-level security"), access.acting_as(manager):
        ReadingList.objects.create(owner=nurse, title="Not mine")


def test_a_list_without_a_name_is_asked_for_one(client, nurse, shipped):
    client.force_login(nurse)
    one = Resource.objects.filter(kind="guide").first()
    page = client.post(f"/learning/resources/{one.ref}/keep/", {"into": "new", "title": ""}).content.decode()
    assert "Enter a name for the new list" in page and not ReadingList.objects.exists()


def test_the_pages_ask_little(client, nurse, shipped, draft):
    client.force_login(nurse)
    one = Resource.objects.filter(kind="guide", organisation=None).first()
    reading = actions.keep_in_list(resource=one, by=nurse, title="Mine")
    for address in (
        "/learning/?q=letter",
        f"/learning/resources/{one.ref}/",
        f"/learning/resources/{draft.ref}/",
        "/learning/contributions/",
        "/learning/lists/",
        f"/learning/lists/{reading.ref}/",
        "/learning/organisations/",
    ):
        assert len(questions(client, address)) <= 12, address
