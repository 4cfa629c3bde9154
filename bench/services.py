"""Many made-up services as an Open Referral feed, for the benches: varied as a county's directory is, always the same.

`services(number)` gives them one by one; `write(number, path)` writes them as JSON lines. Nobody and nothing in them is
real: names are put together from words, numbers are of the ranges kept for drama.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

SPACE = uuid.UUID("7a1c5d9e-0000-4000-8000-000000000000")
ON_OFFER = 0.97  # share of services that run


@dataclass(frozen=True)
class Theme:
    """What services of a kind are called and say, and the terms that they are about."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    terms: tuple[str, ...]


THEMES = (
    Theme(
        ("Chair exercise", "Gentle movement", "Strength and balance", "Tai chi for beginners", "Sit and be fit"),
        (
            "Move at your own pace, sitting or standing.",
            "Good for stiff joints.",
            "Helps you stay steady on your feet.",
        ),
        ("Exercise", "Falls prevention"),
    ),
    Theme(
        ("Warm space", "Community lunch", "Tea and talk", "Drop-in café", "Friendship group", "Coffee morning"),
        ("Somewhere warm to sit with people.", "A hot meal and company.", "Nobody needs to book.", "Come as you are."),
        ("Loneliness", "Food", "Warm spaces"),
    ),
    Theme(
        ("Phone friends", "Befriending", "Good neighbours", "Visiting volunteers"),
        ("A volunteer rings you every week.", "Somebody to talk to at home.", "We match you with a volunteer."),
        ("Loneliness", "Befriending"),
    ),
    Theme(
        ("Benefits advice", "Money and debt help", "Form filling", "Energy bills advice", "Citizens' advice"),
        ("Help with forms for benefits.", "Free, confidential advice on debt.", "Bring your letters."),
        ("Money", "Benefits", "Debt", "Energy"),
    ),
    Theme(
        ("Housing advice", "Tenancy support", "Home repairs", "Handyperson", "Adaptations at home"),
        ("Advice when a home is damp or unsafe.", "Small repairs and grab rails.", "Help to keep your tenancy."),
        ("Housing", "Home adaptations"),
    ),
    Theme(
        ("Walking group", "Health walk", "Nordic walking", "Cycling for all", "Couch to 5k"),
        ("An easy walk on flat paths.", "Led by trained volunteers.", "We stop for tea."),
        ("Exercise", "Outdoors", "Walking"),
    ),
    Theme(
        ("Community garden", "Allotment group", "Green gym", "Nature volunteers"),
        ("Grow food together.", "Tools and gloves are there.", "Raised beds you can sit at."),
        ("Outdoors", "Gardening", "Volunteering"),
    ),
    Theme(
        ("Memory café", "Singing for the brain", "Dementia support", "Carers' break"),
        ("For people with memory loss and those who care for them.", "Songs, company and advice."),
        ("Dementia", "Carers"),
    ),
    Theme(
        ("Carers' group", "Young carers", "Carers' advice", "Sitting service"),
        ("Time to talk with others who care for somebody.", "Somebody sits with them while you go out."),
        ("Carers",),
    ),
    Theme(
        ("Talking group", "Bereavement support", "Peer support for low mood", "Men's shed", "Anxiety course"),
        ("A safe place to talk.", "Run by people who have been there.", "Mend and make things together."),
        ("Mental health", "Bereavement", "Men"),
    ),
    Theme(
        ("Community transport", "Shopping bus", "Lifts to appointments", "Mobility scooter loan"),
        ("Door to door for people who cannot manage buses.", "Volunteer drivers take you.", "Wheelchairs can board."),
        ("Transport", "Mobility"),
    ),
    Theme(
        ("Computer club", "Digital help", "Phone and tablet help", "Library online sessions"),
        ("Learn to use your phone at your own pace.", "Borrow a tablet."),
        ("Digital skills", "Learning"),
    ),
    Theme(
        ("English conversation", "Learn to read", "Job club", "Return to work support"),
        ("Practise English with friendly people.", "Help with your CV.", "Beginners are welcome."),
        ("Learning", "Work"),
    ),
    Theme(
        ("Art group", "Knit and natter", "Community choir", "Pottery", "Local history group"),
        ("No experience needed.", "Everything is provided.", "We laugh a lot."),
        ("Arts", "Loneliness"),
    ),
    Theme(
        (
            "Living with diabetes",
            "Healthy weight group",
            "Stop smoking clinic",
            "Breathe easy",
            "Pain management course",
        ),
        ("Six weeks with others who have the same condition.", "Learn what helps.", "Led by a trained tutor."),
        ("Long-term conditions", "Self-management"),
    ),
)
PLACES = (
    "Ashford", "Birchwood", "Castleton", "Deepdale", "Elmfield", "Fernhill", "Greenbank", "Hawthorn", "Ivybridge",
    "Kingsmead", "Larkfield", "Millbrook", "Northgate", "Oakwood", "Priory", "Queensway", "Ravenscroft", "Southmoor",
    "Thornbury", "Underwood", "Westbury", "Yewdale", "Brookside", "Churchgate", "Meadowbank", "Riverside",
)  # fmt: skip
HOLDERS = ("Community Trust", "Association", "Age Well", "Neighbours", "Baptist Church", "Leisure", "Council", "Hub")
VENUES = ("Village Hall", "Library", "Community Centre", "Church Hall", "Leisure Centre", "Health Centre", "School")
STREETS = ("High Street", "Church Lane", "Station Road", "Mill Lane", "Park Road", "Victoria Street", "The Green")
ACCESS = (
    "Step-free entrance and wheelchair access", "Induction loop", "Accessible toilets", "Lift to all floors",
    "Car park with blue badge bays", "Two steps at the door, no ramp",
)  # fmt: skip
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LANGUAGES = ("Urdu", "Polish", "Punjabi", "Arabic", "Romanian", "Bengali", "British Sign Language")
WHO = ("women", "men", "people over 55", "people aged 18 to 25", "families", "veterans", "people with sight loss")
AREAS = ("LS", "BD", "HX", "HD", "WF", "OL")


def services(number: int, *, seed: int = 1) -> Iterator[dict]:
    """So many whole services as Open Referral UK 3.0 gives them; every fifth or so shares a place with another."""
    for n in range(number):
        yield _service(random.Random(f"{seed}:{n}"), n, number)


def write(number: int, path: Path, *, seed: int = 1) -> Path:
    """The services as JSON lines at a path, for `inglenook import directory`."""
    with path.open("wb") as file:
        for service in services(number, seed=seed):
            file.write(orjson.dumps(service) + b"\n")
    return path


def _service(draw: random.Random, n: int, number: int) -> dict:
    theme, place = draw.choice(THEMES), draw.choice(PLACES)
    name = f"{place} {draw.choice(theme.names).lower()}"
    kept = draw.sample(theme.words, k=min(2, len(theme.words)))
    who = [f"For {draw.choice(WHO)}."] if draw.random() < 0.25 else []
    return {
        "id": _id("service", n),
        "name": name if draw.random() < 0.6 else f"{name} {draw.choice(VENUES).lower()} {draw.randint(1, 99)}",
        "description": " ".join(
            [*kept, *who, f"Held in {place} {draw.choice(('every week', 'twice a month', 'daily'))}."]
        ),
        "status": "active" if draw.random() < ON_OFFER else draw.choice(("inactive", "temporarily closed")),
        "url": f"https://{place.lower()}.example/{n}",
        "email": f"hello{n}@{place.lower()}.example",
        "fees": draw.choice(("Free", "Free", "£2 a session", "£4 with tea", "By donation")),
        **draw.choice(({}, {}, {"minimum_age": 16}, {"minimum_age": 18}, {"minimum_age": 50}, {"minimum_age": 55})),
        "assured_date": f"202{draw.choice('4556')}-{draw.randint(1, 10):02}-{draw.randint(1, 28):02}",
        "organization": _organization(draw, number),
        "contacts": [{"id": _id("contact", n), "phones": [_phone(draw, n)]}],
        "languages": _languages(draw, n),
        "schedules": _schedules(draw, n),
        "cost_options": [],
        "service_at_locations": _at_sites(draw, n, number),
        "attributes": [_attribute(term, n) for term in theme.terms],
    }


def _organization(draw: random.Random, number: int) -> dict:
    n = draw.randrange(max(1, number // 4))
    own = random.Random(f"organization:{n}")
    name = f"{own.choice(PLACES)} {own.choice(HOLDERS)}"
    return {"id": _id("organization", n), "name": name, "description": f"{name} helps people near by."}


def _at_sites(draw: random.Random, n: int, number: int) -> list[dict]:
    """None for what is by phone alone, one most often, two at times."""
    held = draw.choices((0, 1, 2), weights=(8, 80, 12))[0]
    return [
        {"id": _id(f"at {k}", n), "location": _location(draw.randrange(max(1, number * 4 // 5)))} for k in range(held)
    ]


def _location(n: int) -> dict:
    draw = random.Random(f"location:{n}")
    place = draw.choice(PLACES)
    inward = f"{draw.randint(1, 9)}{''.join(draw.choices('ABDEFGHJ', k=2))}"
    address = {
        "id": _id("address", n),
        "address_1": f"{draw.randint(1, 199)} {draw.choice(STREETS)}",
        "city": place,
        "state_province": "West Yorkshire",
        "postal_code": f"{draw.choice(AREAS)}{draw.randint(1, 28)} {inward}",
        "country": "GB",
        "address_type": "physical",
    }
    said = [{"id": _id(f"access {k}", n), "description": text} for k, text in enumerate(draw.sample(ACCESS, k=2))]
    return {
        "id": _id("location", n),
        "location_type": "physical",
        "name": f"{place} {draw.choice(VENUES)}",
        "latitude": round(draw.gauss(53.8, 0.12), 6),
        "longitude": round(draw.gauss(-1.6, 0.2), 6),
        "addresses": [address],
        "accessibility": said if draw.random() < 0.6 else [],
    }


def _schedules(draw: random.Random, n: int) -> list[dict]:
    opens = draw.choice((9, 9.5, 10, 10.5, 11, 13, 13.5, 14, 18, 19))
    closes = opens + draw.choice((1, 1.5, 2, 3))
    days = ",".join(
        sorted(draw.sample(DAYS[:5] if draw.random() < 0.85 else DAYS, k=draw.randint(1, 2)), key=DAYS.index)
    )
    hours = {"opens_at": _time(opens), "closes_at": _time(closes)}
    return [{"id": _id("schedule", n), "freq": "WEEKLY", "byday": days, "interval": 1, **hours}]


def _languages(draw: random.Random, n: int) -> list[dict]:
    return [{"id": _id("language", n), "name": draw.choice(LANGUAGES)}] if draw.random() < 0.15 else []


def _attribute(term: str, n: int) -> dict:
    found = {"id": _id("term", term), "name": term, "description": term, "taxonomy": "Bench list"}
    return {"id": _id(f"attribute {term}", n), "link_type": "service", "taxonomy_term": found}


def _phone(draw: random.Random, n: int) -> dict:
    return {"id": _id("phone", n), "number": f"01632 96{draw.randint(0, 9999):04}"}


def _time(hour: float) -> str:
    return f"{int(hour):02}:{int(hour % 1 * 60):02}"


def _id(kind: str, n) -> str:
    return str(uuid.uuid5(SPACE, f"{kind} {n}"))
