"""What was measured at visits: a level and slope for each person, noise for each visit."""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from .conditions import Conditions
from .people import People
from .tables import document, table
from .visits import Visits

OLD_UNIT_YEARS = 2.5  # before that, some laboratories still sent HbA1c in per cent
SMOKES = 0.25, 0.06  # share of adults in the most and in the least deprived tenth


@dataclass(frozen=True)
class Kind:
    """What is measured: a LOINC code, its name, the unit in words and in UCUM."""

    key: str
    code: str
    name: str
    unit: str = ""
    ucum: str = ""


CREATININE = Kind("creatinine", "14682-9", "Creatinine", "umol/L", "umol/L")
WEIGHT = Kind("weight", "29463-7", "Body weight", "kg", "kg")
HBA1C_PERCENT = Kind("hba1c-percent", "4548-4", "Haemoglobin A1c", "%", "%")


@dataclass(frozen=True)
class Results:
    """One row a measurement of one kind: the visit's row and the value in the kind's unit."""

    kind: Kind
    visit: np.ndarray
    value: np.ndarray


def draw_results(people: People, conditions: Conditions, visits: Visits) -> list[Results]:
    """Draw the results of every kind in the table, and those that follow from them."""
    specs = table("results")
    random = people.random("results")
    drawn = {key: _draw(random, people, conditions, visits, key) for key in dict.fromkeys(specs.key)}
    drawn["creatinine"] = _creatinine(people, visits, drawn["egfr"])
    drawn["weight"] = _weight(random, people, visits, drawn["bmi"])
    drawn["hba1c"], drawn["hba1c-percent"] = _old_unit(drawn["hba1c"], people, visits)
    return list(drawn.values())


def draw_blood_pressures(people: People, conditions: Conditions, visits: Visits) -> tuple[np.ndarray, ...]:
    """Return the visits at which blood pressure was measured, systolic and diastolic in mmHg."""
    specs, settings = table("results", "blood_pressure"), document("results")["blood_pressure"]
    random = people.random("blood pressure")
    spec = _last_matching(specs, range(len(specs.systolic)), people, conditions)[visits.person]
    measured = np.flatnonzero((spec >= 0) & (random.random(len(spec)) < specs.per_visit[spec]))
    spec, person = spec[measured], visits.person[measured]
    level = random.standard_normal(len(people.age))[person, None] * settings["between"]
    noise = random.standard_normal((len(person), 2)) * settings["within"]
    usual = np.stack([specs.systolic, specs.diastolic], axis=1)[spec]
    drift = (specs.trend[spec] * -visits.years_ago[measured])[:, None] * [1, 0.4]
    value = np.clip(usual + level + noise + drift, [92, 52], [178, 108])
    urgent = random.random(len(person)) < settings["urgent_share"]
    value[urgent] = settings["urgent"] + np.abs(noise[urgent])
    return measured, *np.round(value).astype(int).T


def draw_smoking(people: People, visits: Visits) -> tuple[np.ndarray, np.ndarray]:
    """Return the visits at which smoking was asked about and the answer's row in the smoking table."""
    random = people.random("smoking")
    most, least = SMOKES
    smokes = most + (least - most) * (people.decile - 1) / 9
    luck = random.random(len(people.age)) - 0.08 * people.tendency["respiratory"]
    habit = np.where(luck < smokes, 2, np.where(luck < smokes + 0.25, 1, 0))
    asked = (people.age[visits.person] >= 18) & (random.random(len(visits.person)) < 0.5)
    return np.flatnonzero(asked), habit[visits.person[asked]]


def _draw(random: np.random.Generator, people: People, conditions: Conditions, visits: Visits, key: str) -> Results:
    specs = table("results")
    rows = np.flatnonzero(specs.key == key)
    spec = _last_matching(specs, rows, people, conditions)[visits.person]
    per_visit = np.where(spec >= 0, specs.per_visit[spec], 0)
    measured = np.flatnonzero(random.random(len(spec)) < per_visit)
    level, slope = random.standard_normal((2, len(people.age)))[:, visits.person[measured]]
    spec = spec[measured]
    trend = specs.trend[spec] + specs.trend_between[spec] * slope
    noise = specs.within[spec] * random.standard_normal(len(spec))
    value = specs.mean[spec] + specs.between[spec] * level - trend * visits.years_ago[measured] + noise
    value = np.clip(value, specs.low[spec], specs.high[spec])
    urgent = random.random(len(spec)) < specs.urgent_share[spec]
    value = np.where(urgent, specs.urgent[spec] + np.abs(noise), value)
    return Results(_kind(specs, rows[0]), measured, np.round(value, specs.decimals[rows[0]]))


def _last_matching(specs: SimpleNamespace, rows, people: People, conditions: Conditions) -> np.ndarray:
    """Return for each adult the last of the rows that is for them, or -1."""
    spec = np.full(len(people.age), -1)
    for row in rows:
        wanted = getattr(specs, "for")[row]
        spec[(people.age >= 18) & (wanted == "adult" or conditions.has(wanted))] = row
    return spec


def _kind(specs: SimpleNamespace, row: int) -> Kind:
    return Kind(specs.key[row], specs.code[row], specs.name[row], specs.unit[row], specs.ucum[row])


def _creatinine(people: People, visits: Visits, egfr: Results) -> Results:
    """Return the creatinine, in umol/L, that gives the eGFR by CKD-EPI (Levey, Ann Intern Med 2009)."""
    person = visits.person[egfr.visit]
    kappa, factor = np.where(people.woman, 0.7, 0.9)[person], np.where(people.woman, 141 * 1.018, 141)[person]
    ratio = factor * 0.993 ** people.age[person] / np.maximum(egfr.value, 1)
    return Results(CREATININE, egfr.visit, np.round(88.4 * kappa * np.maximum(ratio, 1) ** (1 / 1.209)))


def _weight(random: np.random.Generator, people: People, visits: Visits, bmi: Results) -> Results:
    height = np.where(people.woman, 1.62, 1.76) + random.normal(0, 0.065, len(people.age))
    return Results(WEIGHT, bmi.visit, np.round(bmi.value * height[visits.person[bmi.visit]] ** 2, 1))


def _old_unit(hba1c: Results, people: People, visits: Visits) -> tuple[Results, Results]:
    """Split off the old results of every fifth person, in per cent: 0.0915 x mmol/mol + 2.15 (NGSP, IFCC)."""
    old = (visits.years_ago[hba1c.visit] > OLD_UNIT_YEARS) & (people.number[visits.person[hba1c.visit]] % 5 == 0)
    percent = np.round(hba1c.value[old] * 0.0915 + 2.15, 1)
    kept = Results(hba1c.kind, hba1c.visit[~old], hba1c.value[~old])
    return kept, Results(HBA1C_PERCENT, hba1c.visit[old], percent)
