"""Letters are read back with other people's tools: pikepdf for the tags, pdftotext's order by pypdf."""

import io
from dataclasses import replace

import pikepdf
import pypdf
import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_L
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from inglenook.messaging.letters import Letter, Question, ResultLine, make_code, render_letters, render_run
from inglenook.messaging.letters.codes import MASK

ADDRESS = "https://inglenook.example/p/7h2kd-4m9qa-zz0t3-8vw1x-5ncye-r/"
LETTER = Letter(
    to="Mrs Amina Hussain",
    address=["12 Mill Lane", "Millbrook", "BR1 2AB"],
    greeting="Amina",
    practice="Brookside Surgery",
    phone="01632 960 123",
    date="4 June 2026",
    title="Getting ready for your review",
    opening=["Soon we will talk about your health. Here are your latest results."],
    results=[
        ResultLine(
            "Blood pressure", "2 June 2026", "138/84 mmHg", "A little high. It is coming down.", "Target 139 or less."
        ),
        ResultLine("Blood sugar (HbA1c)", "2 June 2026", "58 mmol/mol", "Above your target.", "Target 53 or less."),
        ResultLine("Cholesterol", "2 June 2026", "4.1 mmol/L", "Good.", ""),
        ResultLine("Kidneys (eGFR)", "2 June 2026", "62", "A little low.", ""),
    ],
    questions_title="What I would like you to know",
    questions=[
        Question("What matters to me", "People, places, things."),
        Question("What is going well"),
        Question("What worries me"),
        Question("What gets in the way", "Tick any.", ["Money", "Sleep", "Pain", "Feeling lonely", "Getting about"], 1),
        Question("What I want to talk about", "The most important first.", lines=3),
    ],
    closing=["Bring this paper with you, or ring us on 01632 960 123."],
    reference="1a2b3c4d",
    code=make_code(ADDRESS),
    short_address=ADDRESS.removeprefix("https://").rstrip("/"),
    use_by="3 August 2026",
)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def kinds(node) -> list[str]:
    """The kinds of structure elements under this one, in reading order."""
    if isinstance(node, pikepdf.Array):
        return [kind for child in node for kind in kinds(child)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node.S)] if "/S" in node else []
    return own + kinds(node.get("/K", pikepdf.Array()))


def test_a_letter_is_tagged_pdf_ua_with_language_and_title():
    pdf = opened(render_letters([LETTER])[0])
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Getting ready for your review"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_its_tags_name_headings_table_headers_and_the_picture():
    pdf = opened(render_letters([LETTER])[0])
    tags = kinds(pdf.Root.StructTreeRoot)
    assert tags.count("/H1") == 2
    assert tags.count("/TH") == 3
    assert tags.count("/TR") == 1 + len(LETTER.results)
    assert tags.count("/Figure") == 1


def test_it_reads_in_the_order_in_which_it_is_meant():
    text = " ".join(texts(render_letters([LETTER])[0]))
    parts = [
        "Mrs Amina Hussain",
        "4 June 2026",
        "Dear Amina",
        "Blood pressure",
        "138/84 mmHg",
        "A little high",
        "On the web",
    ]
    places = [text.index(part) for part in [*parts, "What matters to me", "What I want to talk about"]]
    assert places == sorted(places)


@pytest.mark.parametrize(("large", "least"), [(False, 14), (True, 18)])
def test_print_is_as_large_as_the_person_wants(large, least):
    sizes = []
    pdf = render_letters([replace(LETTER, large_print=large)])[0]
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.append((text, abs(size * tm[3] * cm[3]))))
    body = [size for text, size in sizes if "Soon we will talk" in text]
    assert body and min(body) >= least


def test_a_normal_letter_is_one_sheet_and_the_same_every_time():
    first, second = render_letters([LETTER, LETTER])
    assert len(opened(first).pages) == 2
    assert first == second


def test_in_a_run_no_sheet_holds_two_people_and_every_page_names_its_own():
    letters = [
        replace(LETTER, to=f"Person{n:03}", greeting=f"Name{n:03}", address=[f"Street{n:03}"], reference=f"ref{n:05}")
        for n in range(12)
    ]
    pages = texts(render_run(letters))
    for number, page in enumerate(pages):
        named = {n for n in range(12) if f"ref{n:05}" in page}
        assert named <= {number // 2}, "a page holds another person's words"
        assert not page.strip() or named == {number // 2}
    faces = pages[::2]
    assert [(f"Street{n:03}" in faces[n], f"Name{n:03}" in faces[n]) for n in range(12)] == [(True, True)] * 12


def test_a_letter_that_runs_over_its_sheet_is_named_on_every_page():
    results = LETTER.results * 6
    long = [replace(LETTER, to=f"Person{n:03}", reference=f"ref{n:05}", results=results) for n in range(2)]
    pages = texts(render_run(long))
    assert len(pages) > 4
    for half, number in ((pages[: len(pages) // 2], 0), (pages[len(pages) // 2 :], 1)):
        assert all(f"ref{number:05}" in page for page in half if page.strip())


def test_the_foot_of_a_page_is_no_part_of_what_is_read_aloud():
    pdf = opened(render_letters([LETTER])[0])
    for page in pdf.pages:
        marks = [
            (str(op), str(args[0])) for args, op in pikepdf.parse_content_stream(page) if str(op) in ("BMC", "BDC")
        ]
        assert ("BDC", "/Artifact") in marks or ("BMC", "/Artifact") in marks


def test_normal_and_large_print_are_not_mixed_in_one_run():
    with pytest.raises(ValueError, match="separate runs"):
        render_run([LETTER, replace(LETTER, large_print=True)])


def drawn_by_the_library(mode: int, text: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0, mask_pattern=MASK)
    code.add_data(QRData(text.encode(), mode=mode, check_data=False))
    code.make()
    return code.modules


@pytest.mark.parametrize("length", [1, 2, 25, 26, 47, 61, 77, 78, 114, 154, 155, 190])
@pytest.mark.parametrize(("mode", "text"), [(MODE_ALPHA_NUM, "HTTPS://AB.C/P/7H2K-9"), (MODE_8BIT_BYTE, "a~é/p?7h2k")])
def test_a_code_is_the_librarys_dot_for_dot(mode, text, length):
    address = (text * length)[:length]
    code = make_code(address)
    rows = [code.pixels[start : start + code.side] for start in range(0, code.side**2, code.side)]
    assert [[grey == 0 for grey in row] for row in rows] == drawn_by_the_library(mode, address)


def test_an_address_in_capitals_takes_a_smaller_code():
    assert make_code(ADDRESS).side == 33  # version 4 of ISO/IEC 18004: 78 bytes at low correction, version 3 holds 53
    assert make_code(ADDRESS.upper()).side == 29  # version 3 holds 77 capitals


def test_an_address_that_no_code_on_a_letter_holds_is_refused():
    with pytest.raises(ValueError, match="too long"):
        make_code("A" * 336)  # version 9 holds 335
