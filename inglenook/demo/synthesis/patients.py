"""FHIR Patient and RelatedPerson: names, addresses, ways to be reached, language, large print."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from .lines import Text, When, column, dates, render
from .organisations import practice_ids
from .people import PLACES_A_BLOCK, PRACTICES_A_BLOCK, People
from .resources import HL7, Chunk
from .tables import document, pick, table

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
OWN = "https://inglenook.example/fhir/StructureDefinition/"
ETHNIC_CODES = "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland"
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # as many as a block has neighbourhoods
WOMEN, MEN, FAMILY = range(3)
RELATIONS = ("SPS", "CHILD", "PRN", "SIB", "NBOR")
RELATION_NAMES = ("spouse", "child", "parent", "sibling", "neighbor")


@dataclass(frozen=True)
class Contact:
    """How people can be reached: masks, and Arrow columns of numbers from Ofcom's ranges for drama."""

    has_mobile: np.ndarray
    has_landline: np.ndarray
    has_email: np.ndarray
    mobile: pa.Array
    landline: pa.Array


@cache
def nhs_numbers() -> np.ndarray:
    """Return every valid NHS number from 999 000 000c to 999 999 999c, about 909,000, in order.

    Check digit: modulus 11, weights 10 to 2 (NHS Data Dictionary).
    """
    running = np.arange(999_000_000, 1_000_000_000)
    total = sum(running // 10 ** (8 - place) % 10 * (10 - place) for place in range(9))
    check = (11 - total % 11) % 11
    return (running * 10 + check)[check != 10]


def patients_of(people: People) -> Chunk:
    """Return Patient resources. People past the last number of the 999 range have no NHS number."""
    random = people.random("patients")
    numbers = nhs_numbers()
    numbered = people.number < len(numbers)
    nhs_number = column(numbers[np.minimum(people.number, len(numbers) - 1)])
    practice = {"reference": Text("Organization/", practice_ids(people.seed, people.practice))}
    contact = draw_contact(random, people.age)
    foreign, language = _languages(people)
    lines = render({
        "resourceType": "Patient",
        "id": Text(people.id),
        "extension": _extensions(random, people, contact, foreign),
        "identifier": When(numbered, [{"system": NHS_NUMBER, "value": Text(nhs_number)}]),
        "active": True,
        "name": [_name(random, people)],
        "telecom": _telecom(contact, people),
        "gender": Text(pick(["male", "female"], people.woman * 1)),
        "birthDate": dates(people.born),
        "deceasedDateTime": When(people.dead, dates(people.until)),
        "address": [_address(random, people)],
        "communication": [language],
        "generalPractitioner": [practice],
        "managingOrganization": practice,
    })  # fmt: skip
    return Chunk("Patient", np.arange(len(people.age)), lines)


def carers_of(people: People, person: np.ndarray) -> Chunk:
    """Return the carers of the given rows as RelatedPerson resources."""
    random = people.random("related people")
    age, ids = people.age[person], people.id.take(pa.array(person))
    relation = np.where(age < 45, 2, np.where(random.random(len(age)) < 0.45, 0, 1))
    relation = np.where(random.random(len(age)) < 0.12, random.integers(3, 5, len(age)), relation)
    woman = random.random(len(age)) < 0.58
    ethnicity = people.ethnicity[person]
    carer_age = np.clip(age + np.array([0, -28, 29, 0, -10])[relation], 18, 92)
    contact = draw_contact(random, carer_age)
    lines = render({
        "resourceType": "RelatedPerson",
        "id": Text(ids, "-carer"),
        "active": True,
        "patient": {"reference": Text("Patient/", ids)},
        "relationship": [_relation(relation), {"text": "Carer"}],
        "name": [{
            "family": Text(_family(random, ethnicity)),
            "given": [Text(_given(random, ethnicity, woman, carer_age))],
        }],
        "telecom": [{"system": "phone", "value": Text(contact.mobile), "use": "mobile"}],
        "gender": Text(pick(["male", "female"], woman * 1)),
    })  # fmt: skip
    return Chunk("RelatedPerson", person, lines)


def draw_contact(random: np.random.Generator, age: np.ndarray) -> Contact:
    """Draw who has a mobile, a landline and e-mail, by age."""
    old = np.clip((age - 60) / 30, 0, 1)
    luck = random.random((3, len(age)))
    last = random.integers(0, 1000, (2, len(age)))
    return Contact(
        has_mobile=luck[0] < 0.95 - 0.45 * old,  # a child's is a parent's
        has_landline=luck[1] < 0.2 + 0.6 * old,
        has_email=(luck[2] < 0.85 - 0.55 * old) & (age >= 16),
        mobile=pc.binary_join_element_wise("07700 ", column(900_000 + last[0]), ""),
        landline=pc.binary_join_element_wise("01632 ", column(960_000 + last[1]), ""),
    )


def _extensions(random: np.random.Generator, people: People, contact: Contact, foreign: np.ndarray) -> list:
    ethnicity = table("region", "ethnicity")
    category = pa.array([
        orjson.dumps({"coding": [{"system": ETHNIC_CODES, "code": code, "display": name}]}).decode()
        for code, name in zip(ethnicity.code, ethnicity.name, strict=True)
    ]).take(pa.array(people.ethnicity))  # fmt: skip
    interpreter = foreign & (random.random(len(foreign)) < 0.35)
    large_print = random.random(len(people.age)) < np.where(people.age >= 75, 0.12, 0.015)
    return [
        {"url": f"{UK_CORE}EthnicCategory", "valueCodeableConcept": category},
        {"url": f"{OWN}deprivation-decile", "valueInteger": people.decile},
        {"url": f"{OWN}preferred-channel", "valueCode": Text(_channel(random, people, contact))},
        When(large_print, {"url": f"{OWN}large-print", "valueBoolean": True}),
        When(interpreter, {
            "url": f"{UK_CORE}NHSCommunication",
            "extension": [{"url": "interpreterRequired", "valueBoolean": True}],
        }),
    ]  # fmt: skip


def _channel(random: np.random.Generator, people: People, contact: Contact) -> pa.Array:
    """Return how each person would be reached; by letter when they lack what their choice needs."""
    shares = table("region", "channels")
    names = ["web", "email", "text", "phone", "letter"]
    weights = np.stack([getattr(shares, name) for name in names], axis=1)
    band = np.searchsorted(shares.from_age, people.age, side="right") - 1
    choice = (random.random((len(band), 1)) > weights[band].cumsum(axis=1)).sum(axis=1)
    reached = [
        contact.has_email,
        contact.has_email,
        contact.has_mobile,
        contact.has_mobile | contact.has_landline,
    ]
    able = np.choose(choice.clip(0, 3), reached)
    return pick(names, np.where(able, choice, len(names) - 1))


def _name(random: np.random.Generator, people: People) -> dict:
    titles = np.where(people.woman, random.choice([1, 1, 2, 3], len(people.age)), 0)
    titles = np.where(people.age < 18, np.where(people.woman, 3, 4), titles)
    return {
        "use": "official",
        "family": Text(_family(random, people.ethnicity)),
        "given": [Text(_given(random, people.ethnicity, people.woman, people.age))],
        "prefix": [Text(pick(["Mr", "Mrs", "Ms", "Miss", "Master"], titles))],
    }


def _given(random: np.random.Generator, ethnicity: np.ndarray, woman: np.ndarray, age: np.ndarray) -> pa.Array:
    """Draw given names, from about as far along their list as the person is young."""
    along = np.abs(1 - age / 95 + random.normal(0, 0.13, len(age)))
    return _word(1 - np.abs(1 - along), ethnicity, np.where(woman, WOMEN, MEN))


def _family(random: np.random.Generator, ethnicity: np.ndarray) -> pa.Array:
    return _word(random.random(len(ethnicity)), ethnicity, np.full(len(ethnicity), FAMILY))


def _word(along: np.ndarray, ethnicity: np.ndarray, part: np.ndarray) -> pa.Array:
    """Return the name so far along (0 to 1) the list that the ethnic category and the part point to."""
    groups, words, starts, sizes = _name_lists()
    which = groups[ethnicity] * 3 + part
    step = np.clip((along * sizes[which]).astype(int), 0, sizes[which] - 1)
    return words.take(pa.array(starts[which] + step))


@cache
def _name_lists() -> tuple[np.ndarray, pa.Array, np.ndarray, np.ndarray]:
    """Return each ethnic category's group of lists, then all lists end to end with their starts and sizes."""
    groups = {key: value for key, value in document("names").items() if isinstance(value, dict)}
    lists = [parts[part] for parts in groups.values() for part in ("women", "men", "family")]
    sizes = np.array([len(words) for words in lists])
    which = np.array([list(groups).index(group) for group in table("region", "ethnicity").names])
    return which, pa.array([word for words in lists for word in words]), sizes.cumsum() - sizes, sizes


def _telecom(contact: Contact, people: People) -> When:
    email = Text("person", column(people.number + 1), "@example.org")
    return When(contact.has_mobile | contact.has_landline | contact.has_email, [
        When(contact.has_mobile, {"system": "phone", "value": Text(contact.mobile), "use": "mobile"}),
        When(contact.has_landline, {"system": "phone", "value": Text(contact.landline), "use": "home"}),
        When(contact.has_email, {"system": "email", "value": email}),
    ])  # fmt: skip


def _address(random: np.random.Generator, people: People) -> dict:
    region, size = document("region"), len(people.age)
    streets, kinds = region["streets"], region["street_kinds"]
    street = people.place * 7 + random.integers(0, 12, size)
    locality = people.practice // PRACTICES_A_BLOCK % len(region["localities"])
    outward = people.practice // PRACTICES_A_BLOCK % 98 + 1
    place = people.place % PLACES_A_BLOCK
    return {
        "use": "home",
        "line": [Text(column(random.integers(1, 140, size)), " ", pick(streets, street % len(streets)),
                      " ", pick(kinds, street % len(kinds)))],
        "city": Text(pick(region["localities"], locality)),
        "postalCode": Text("ZZ", column(outward), " ", column(place % 10), pick(INWARD_LETTERS, place),
                           pick(INWARD_LETTERS, street % len(INWARD_LETTERS))),
        "country": "GBR",
    }  # fmt: skip


def _languages(people: People) -> tuple[np.ndarray, dict]:
    """Return who has another first language, and everyone's language as `Patient.communication`."""
    spoken, random = table("region", "languages"), people.random("languages")
    group = table("region", "ethnicity").names[people.ethnicity]
    row = (group[:, None] == spoken.names[None, :]) @ np.arange(1, len(spoken.names) + 1)
    luck, which = random.random(len(group)) * 100, random.choice(3, len(group), p=[0.6, 0.25, 0.15])
    older = np.clip(people.age / 40, 0.4, 1.4)
    foreign = luck < np.concatenate([[0], spoken.percent])[row] * older
    index = np.where(foreign, (row - 1) * 3 + which + 1, 0)
    codes = ["en", *(code for codes in spoken.codes for code in codes)]
    labels = ["English", *(label for labels in spoken.labels for label in labels)]
    coding = {
        "system": "urn:ietf:bcp:47",
        "code": Text(pick(codes, index)),
        "display": Text(pick(labels, index)),
    }
    return foreign, {"language": {"coding": [coding]}, "preferred": True}


def _relation(relation: np.ndarray) -> pa.Array:
    concepts = [
        orjson.dumps({"coding": [{"system": f"{HL7}v3-RoleCode", "code": code, "display": name}]}).decode()
        for code, name in zip(RELATIONS, RELATION_NAMES, strict=True)
    ]
    return pa.array(concepts).take(pa.array(relation))
