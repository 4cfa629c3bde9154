"""About Me: the person's own words beside what came from elsewhere, and media that is what it says and nothing more."""

import io
import socket
import threading
import tracemalloc
import uuid
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from inglenook.core import access, clock, scanning
from inglenook.people.about.actions import clear_away
from inglenook.people.models import AboutMe, AboutMedia, RecordedAboutMe
from tests import factories
from tests.asking import questions
from tests.web import media as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    options = {"location": tmp_path / "files"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    return tmp_path / "files"


@pytest.fixture
def own(client, person):
    client.force_login(person.user)
    return client


@pytest.fixture
def recorded(person):
    given = {"important": "Her family", "wellness": "Walks daily", "said_on": date(2025, 3, 2)}
    made_of = {"source": factories.make_source(), "source_key": "a1", "fingerprint": uuid.uuid4()}
    return RecordedAboutMe.objects.create(person=person, **made_of, **given)


def _page(client, address: str, **sent) -> str:
    response = client.post(address, sent, follow=True) if sent else client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def _send(client, content: bytes, name: str, at: str = "/me/about/important/", **said):
    file = SimpleUploadedFile(name, content, content_type="image/png")
    return client.post(at, {"send": "media", "file": file, "caption": "My garden", **said}, follow=True)


def test_a_person_writes_to_a_prompt_and_the_day_and_who_helped_are_kept(own, person):
    page = _page(own, "/me/about/important/", text="My grandchildren", helped_by="Sara, my daughter", was="")
    assert "My grandchildren" in page and "written with the help of Sara, my daughter" in page
    about = AboutMe.objects.get(person=person)
    assert about.said_on == clock.today() and about.said == {"important": "My grandchildren"}
    _page(own, "/me/about/important/", text="My five grandchildren", was="My grandchildren")
    assert [row.important for row in about.history.all()] == ["My grandchildren"]


def test_all_seven_prompts_of_the_standard_stand_on_the_page_in_its_order(own):
    page = _page(own, "/me/about/")
    titles = (
        "What is most important to me",
        "People who are important to me",
        "How I communicate and how to communicate with me",
        "My wellness",
        "Please do and please do not",
        "How and when to support me",
        "Also worth knowing about me",
    )
    places = [page.index(title) for title in titles]
    assert places == sorted(places)


def test_what_two_wrote_at_once_is_shown_to_the_second_and_nothing_is_lost(own, person):
    _page(own, "/me/about/important/", text="Mine", was="")
    page = _page(own, "/me/about/important/", text="Theirs", was="")
    assert "It now says: “Mine”" in page and "Theirs" in page
    assert AboutMe.objects.get().important == "Mine"
    _page(own, "/me/about/important/", text="Mine and theirs", was="Mine")
    assert AboutMe.objects.get().important == "Mine and theirs"


def test_what_came_from_elsewhere_is_adopted_rewritten_and_the_original_stays(own, recorded):
    page = _page(own, "/me/about/")
    assert "Her family" in page and "From Test system" in page and "2 March 2025" in page
    page = _page(own, f"/me/about/important/{recorded.pk}/", choice="adopt")
    assert "Her family" in page and "This is yours now" in page
    page = _page(own, "/me/about/important/", text="My family, all of them", was="Her family")
    assert "My family, all of them" in page and "You made this your own" in page and "Her family" in page
    recorded.refresh_from_db()
    assert recorded.important == "Her family"


def test_what_came_from_elsewhere_is_set_aside_and_taken_back(own, recorded, client, nurse, person):
    assert "You set this aside" in _page(own, f"/me/about/wellness/{recorded.pk}/", choice="set_aside")
    client.force_login(nurse)
    assert "Amina set this aside: it does not speak for them" in _page(client, f"/people/{person.ref}/about/")
    client.force_login(person.user)
    assert "You set this aside" not in _page(own, f"/me/about/wellness/{recorded.pk}/", choice="undo")


def test_others_read_and_write_it_as_they_are_let(client, own, person, nurse, carer, practice):
    _page(own, "/me/about/important/", text="My grandchildren", was="")
    at = f"/people/{person.ref}/about/"
    client.force_login(nurse)
    page = _page(client, f"{at}support/", text="Look at me when you speak", helped_by="Joy Mensah, nurse", was="")
    assert "My grandchildren" in page and "written with the help of Joy Mensah, nurse" in page
    client.force_login(factories.make_user("Cora", role="coordinator", at=practice))
    assert "My grandchildren" in _page(client, at)
    assert client.get(f"{at}support/").status_code == 403
    client.force_login(carer)  # let in to the plan, and not to this
    assert client.get(at).status_code == 403
    assert client.post(f"{at}support/", {"text": "No", "was": ""}).status_code == 403


def test_a_photo_is_drawn_anew_upright_and_without_where_it_was_taken(own, files):
    assert "My garden" in _send(own, made.photo(), "IMG_0001.png").content.decode()
    kept = AboutMedia.objects.get()
    assert (kept.kind, kept.media_type, kept.file_name) == ("photo", "image/jpeg", "IMG_0001.png")
    response = own.get(f"/about-media/{kept.ref}/")
    content = b"".join(response.streaming_content)
    picture = Image.open(io.BytesIO(content))
    assert picture.size == (40, 60) and not picture.getexif() and b"Amina" not in content
    red = picture.convert("RGB").getpixel((1, 30))
    assert red[0] > 200 > red[2]
    assert response.headers["X-Content-Type-Options"] == "nosniff" and "sandbox" in str(response.headers)
    assert response.headers["Cache-Control"] == "no-store"
    assert [path.name for path in files.rglob("*.jpg")] == [f"{kept.ref}.jpg"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_of_photo_become_the_same(own, kind):
    _send(own, made.photo(kind), "garden")
    assert AboutMedia.objects.get().media_type == "image/jpeg"


@pytest.mark.parametrize(
    "content,kind,media_type",
    [
        (made.film(), "video", "video/mp4"),
        (made.film(brand=b"qt  "), "video", "video/mp4"),
        (made.film(track=b"soun", brand=b"M4A "), "audio", "audio/mp4"),
        (made.webm(), "video", "video/webm"),
        (made.recording(), "audio", "audio/wav"),
        (made.mp3(), "audio", "audio/mpeg"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x05title" + made.mp3(), "audio", "audio/mpeg"),
        (made.ogg(), "audio", "audio/ogg"),
    ],
)
def test_recordings_and_films_are_known_by_their_content(own, content, kind, media_type):
    _send(own, content, "holiday.png", transcript="Hello from the garden")
    kept = AboutMedia.objects.get()
    assert (kept.kind, kept.media_type, kept.transcript) == (kind, media_type, "Hello from the garden")


def test_a_film_keeps_its_pictures_and_loses_where_it_was_taken(own):
    _send(own, made.film(), "VID_1.mp4")
    content = default_storage.open(AboutMedia.objects.get().file.name).read()
    assert made.PLACE not in content and len(content) == len(made.film()) and b"pictures" * 40 in content


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04" + bytes(200),
        b"\xff\xd8\xff\xe0" + b"<script>alert(1)</script>" * 20,
        made.photo()[:200],
        b"\0\0\0\x18ftypisom" + bytes(12) + b"MZ" + bytes(300),
        made.film()[:-100],
        b"RIFF\xff\xff\xff\x7fWAVEfmt " + bytes(40),
        b"%PDF-1.7\n" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + bytes(50),
    ],
)
def test_media_that_is_not_what_it_says_is_refused_and_what_was_typed_stays(own, files, content):
    page = _send(own, content, "photo.jpg").content.decode()
    assert "This is not a photo" in page and "There is a problem" in page and 'value="My garden"' in page
    assert not AboutMedia.objects.exists() and not list(files.rglob("*.*"))


def test_a_photo_of_far_too_many_pixels_is_refused_before_it_is_drawn(own):
    kept = io.BytesIO()
    Image.new("1", (30_000, 2_000)).save(kept, "PNG")
    assert "This is not a photo" in _send(own, kept.getvalue(), "big.png").content.decode()


@pytest.mark.parametrize("before", [b"", bytes(65_530)])
def test_the_signature_that_every_scanner_knows_is_refused_wherever_it_lies(own, files, before):
    page = _send(own, made.photo() + before + scanning.EICAR, "photo.jpg").content.decode()
    assert "This file has a virus in it" in page
    assert not AboutMedia.objects.exists() and not list(files.rglob("*.*"))


@pytest.fixture
def clamd(settings):
    """A scanner on loopback that reads the protocol of clamd(8) and answers what the test puts into `says`."""
    server = socket.create_server(("127.0.0.1", 0))
    heard = {"says": b"stream: OK\0", "bytes": 0}

    def answer():
        with server.accept()[0] as asked, asked.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := int.from_bytes(stream.read(4), "big"):
                heard["bytes"] += len(stream.read(size))
            asked.sendall(heard["says"])

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
    yield heard
    thread.join(5)
    server.close()


def test_a_scanner_that_is_set_reads_every_byte_and_its_word_counts(own, clamd):
    clamd["says"] = b"stream: Win.Test.EICAR_HDB-1 FOUND\0"
    assert "This file has a virus in it" in _send(own, made.photo(), "photo.jpg").content.decode()
    assert clamd["bytes"] == len(made.photo())


def test_what_a_scanner_finds_clean_is_kept(own, clamd):
    _send(own, made.photo(), "photo.jpg")
    assert AboutMedia.objects.exists()


def test_without_an_answer_from_the_scanner_nothing_is_kept(own, settings):
    settings.CLAMD = "127.0.0.1:1"
    page = _send(own, made.photo(), "photo.jpg").content.decode()
    assert "cannot check files for viruses just now" in page and not AboutMedia.objects.exists()


def test_two_hundred_megabytes_are_answered_clearly_and_fill_neither_memory_nor_disk(own, files, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    said = b'--B\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
    head = said % (b"send", b"media") + said % (b"caption", b"My garden")
    head += b'--B\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n'
    body = made.Endless(head, 200_000_000, b"\r\n--B--\r\n")
    tracemalloc.start()
    response = own.request(
        REQUEST_METHOD="POST",
        PATH_INFO="/me/about/important/",
        CONTENT_TYPE="multipart/form-data; boundary=B",
        CONTENT_LENGTH=str(body.length),
        **{"wsgi.input": body},
    )
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    page = response.content.decode()
    assert response.status_code == 200 and "must be smaller than 100 MB" in page and 'value="My garden"' in page
    assert most < 20_000_000 and not [path for path in tmp_path.iterdir() if path.is_file()]
    assert not AboutMedia.objects.exists() and not list(files.rglob("*.*"))


def test_media_is_served_to_who_may_see_it_and_to_nobody_else(client, own, person, nurse, carer, stranger):
    _send(own, made.film(), "film.mp4")
    at = f"/about-media/{AboutMedia.objects.get().ref}/"
    client.force_login(nurse)
    assert client.get(at).status_code == 200
    piece = client.get(at, headers={"Range": "bytes=4-7"})
    assert piece.status_code == 206 and piece.content == b"ftyp"
    for other in (carer, factories.make_user(role="nurse", at=stranger.practice), factories.make_user()):
        client.force_login(other)
        assert client.get(at).status_code == 404
    client.logout()
    assert client.get(at).status_code == 302


def test_media_is_taken_away_put_back_and_deleted_for_good_after_a_day(own, files):
    _send(own, made.photo(), "photo.jpg")
    kept = AboutMedia.objects.get()
    at = f"/me/about/media/{kept.ref}/"
    assert "Undo" in _page(own, f"{at}remove/", yes="1")
    assert own.get(f"/about-media/{kept.ref}/").status_code == 404
    assert "My garden" in _page(own, f"{at}undo/", yes="1")
    _page(own, f"{at}remove/", yes="1")
    AboutMedia.objects.update(removed_at=clock.now() - timedelta(days=2))
    assert "too long ago" in _page(own, f"{at}undo/", yes="1")
    with access.working():
        assert clear_away() == 1
    assert not list(files.rglob("*.*"))


def test_more_than_thirty_are_too_many(own, person):
    AboutMedia.objects.bulk_create(
        AboutMedia(person=person, prompt="important", kind="photo", url="https://example.org/") for _ in range(30)
    )
    assert "Take one away to add another" in _send(own, made.photo(), "photo.jpg").content.decode()


def test_pages_of_about_me_ask_the_database_little(own, client, person, nurse, recorded):
    for address in ("/me/about/", "/me/about/important/"):
        assert len(questions(own, address)) <= 12, address
    client.force_login(nurse)
    assert len(questions(client, f"/people/{person.ref}/about/")) <= 12
