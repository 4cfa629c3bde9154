"""The pack in Easy Read: one idea a line, a picture beside each, the same words on the page and on paper."""

import io

import pypdf
import pytest

from inglenook.kit.easy import PICTURES
from inglenook.planning.models import Pack, ReviewCycle
from inglenook.planning.preparation import actions, packs
from inglenook.planning.preparation.easy import easy_pack
from inglenook.planning.preparation.printing import packs_pdf
from tests import factories

pytestmark = pytest.mark.django_db
LONGEST = 12  # words in a line, of which names of people and places are not counted


def rows(easy):
    return [row for part in easy.parts for row in part.rows]


def test_every_line_is_one_short_sentence_beside_a_picture_that_is_there(sent_pack):
    for row in rows(easy_pack(sent_pack)):
        assert (PICTURES / f"{row.picture}.svg").exists()
        for line in row.says:
            assert len(line.split()) <= LONGEST, line
            assert line.rstrip(".?").count(". ") == 0, line


def test_whoever_asked_for_easy_read_is_given_it_first(client, person, cycle, results, nurse):
    factories.make_preferences(person, wants_easy_read=True, needs_interpreter=True)
    packs.make_packs(cycles=ReviewCycle.objects.filter(pk=cycle.pk), by=nurse)
    actions.mark_sent(packs=Pack.objects.all(), by=nurse)
    client.force_login(person.user)
    page = client.get("/me/prepare/", follow=True)
    assert page.request["PATH_INFO"].endswith("/easy/")
    html = page.content.decode()
    assert "Blood pressure." in html and "Yours is 138/84 mmHg." in html
    assert "You asked for an interpreter." in html
    assert html.count('class="easy__picture"') == html.count('class="easy__row"') > 8
    assert html.count("Answer this") == 5


def test_on_paper_it_is_tagged_large_and_carries_the_address_and_the_link(pack, token):
    pack = Pack.objects.select_related("person__preferences").get(pk=pack.pk)
    pack.easy_read, pack.person.address = True, "12 Mill Lane, Millbrook"
    pdf = packs_pdf([pack], {pack.pk: token})
    assert b"pdfuaid" in pdf
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    sizes = []
    pages[0].extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.append((text, abs(size * tm[3] * cm[3]))))
    assert min(size for text, size in sizes if "Soon we will talk" in text) >= 16
    text = " ".join(page.extract_text() for page in pages)
    assert "12 Mill Lane" in text and "What matters to you?" in text and token[:11] in text.replace(" ", "")
