"""How many letters a second one core makes: the same words as tagged PDF/UA-1 by Typst and by WeasyPrint."""

import base64
import io
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import jinja2
import qrcode
import weasyprint

from bench.table import Row
from inglenook.kit.fonts import FOLDER
from inglenook.messaging.letters import Letter, Question, ResultLine, make_code, render_letters, render_run

LETTERS, ROUNDS, BESIDE = 200, 3, 10
ADDRESS = "https://inglenook.example/p/7h2kd-4m9qa-zz0t3-8vw1x-{:05}-r/"
PAGE = Path(__file__).with_name("letters.html")


def rows() -> list[Row]:
    run = max(rate(_a_run, start * LETTERS, LETTERS) for start in range(ROUNDS))
    single = rate(lambda people: [render_letters([one]) for one in people], ROUNDS * LETTERS, 50)
    beside = rate(lambda people: [_weasyprint(one) for one in people], 0, BESIDE)
    about = f"print run of {LETTERS}, two pages each, QR codes included"
    return [
        Row("letters_per_s_core", run, "letters/s", beside=beside, beside_name="WeasyPrint", goal=150, note=about),
        Row(
            "letters_alone_per_s_core",
            single,
            "letters/s",
            beside=beside,
            beside_name="WeasyPrint",
            note="one file each",
        ),
    ]


def rate(make: Callable[[list[Letter]], object], first: int, count: int) -> float:
    """Letters a second of processor time, whatever the number of threads."""
    began = time.process_time()
    make([letter(number) for number in range(first, first + count)])
    return count / (time.process_time() - began)


def letter(number: int) -> Letter:
    """A letter as practices send them: four results, five questions, a code of its own."""
    address = ADDRESS.format(number)
    return replace(
        SAMPLE,
        to=f"Mrs Amina Hussain {number}",
        address=[f"{number} Mill Lane", "Millbrook", "Brookside", "BR1 2AB"],
        reference=f"{number:08}",
        results=[replace(row, value=f"{130 + number % 50} {row.value}") for row in SAMPLE.results],
        code=make_code(address.upper()),
        short_address=address.removeprefix("https://").rstrip("/"),
    )


SAMPLE = Letter(
    to="",
    address=[],
    greeting="Amina",
    practice="Brookside Surgery",
    phone="01632 960 123",
    date="4 June 2026",
    title="Getting ready for your review",
    opening=["Soon we will talk about your health and what matters to you. Here are your latest results."],
    results=[
        ResultLine("Blood pressure", "2 June 2026", "mmHg", "A little high. It is coming down.", "Best: below 140/90."),
        ResultLine(
            "Blood sugar (HbA1c)", "2 June 2026", "mmol/mol", "High. It is about the same.", "You agreed: 53 or less."
        ),
        ResultLine("Cholesterol", "2 June 2026", "mmol/L", "Where we hope it to be.", "Best: 5.0 or less."),
        ResultLine("Kidney function (eGFR)", "2 June 2026", "mL/min", "Near the usual range.", "Best: 60 or more."),
    ],
    questions_title="What I would like you to know",
    questions=[
        Question("What matters to me", "The people, places and things that make a good day for you.", lines=3),
        Question("What is going well", "Anything you do that helps, however small.", lines=3),
        Question("What worries me", "About your health, your results or anything else.", lines=3),
        Question(
            "What gets in the way", "Choose any.", ["Feeling lonely", "Getting about", "Money", "My mood", "Sleep"]
        ),
        Question("What I want to talk about", "Put the most important first.", lines=3),
    ],
    closing=["Write your answers and bring them with you, or ring us and we will write them down for you."],
    reference="",
    use_by="3 August 2026",
)


def _a_run(people: list[Letter]) -> bytes:
    return render_run(people)


def _weasyprint(one: Letter) -> bytes:
    template = jinja2.Template(PAGE.read_text())
    picture = io.BytesIO()
    qrcode.make(f"https://{one.short_address}/").save(picture)
    data = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
    page = weasyprint.HTML(string=template.render(**asdict(one), picture=data), base_url=str(FOLDER))
    return page.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
