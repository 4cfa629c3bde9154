"""Every text of every room at its worst case: short enough, plain enough, and silent about health."""

import re
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest
import textstat
import yaml

from inglenook import people
from inglenook.messaging import templates, texts
from inglenook.messaging.length import length, sendable

LONGEST = 6  # parts that GOV.UK Notify takes: 918 letters of the GSM alphabet, 402 of others
OLDEST_GRADE = 6  # grades count from the age of six: at most what an 11-year-old reads
NAMES = 3  # grades that the longest names add to texts of two lines
ADDRESS = re.compile(r"https?://\S+")  # read by a phone and not by a person
CONDITIONS = Path(people.__file__).parent / "data" / "condition_groups.yaml"
NAME, PHONE = texts.TEXTS.worst["practice"], texts.TEXTS.worst["phone"]
OWN = [pytest.param(sample, id=f"{sample.template}-{sample.language}") for sample in texts.TEXTS.catalogue()]


@pytest.mark.django_db
def test_the_longest_text_that_can_be_made_can_be_sent():
    samples = templates.samples()
    bodies = {f"{sample.template} {sample.language}": sendable(sample.text.body) for sample in samples}
    assert {sample.template.partition(":")[0] for sample in samples} >= {"messaging"}
    assert [name for name, body in bodies.items() if not body.strip() or "{" in body] == []
    assert [(name, length(body).units) for name, body in bodies.items() if length(body).segments > LONGEST] == []


@pytest.mark.parametrize("sample", [one for one in OWN if one.id.endswith("-en")])
def test_our_texts_read_easily(sample):
    text = sample.text.body.replace(NAME, "Bridge House").replace(PHONE, "us")
    assert textstat.automated_readability_index(text) <= OLDEST_GRADE


@pytest.mark.django_db
def test_every_rooms_texts_read_easily_and_name_no_condition():
    """Taken together, because one long word weighs much in a text of two lines."""
    by_room = defaultdict(list)
    for sample in templates.samples():
        if sample.language == "en":
            by_room[sample.template.partition(":")[0]].append(ADDRESS.sub("", sample.text.body))
    for room, bodies in by_room.items():
        assert mean(textstat.automated_readability_index(body) for body in bodies) <= OLDEST_GRADE + NAMES, room
        assert not set(re.findall(r"[a-z]{5,}", " ".join(bodies).lower())) & clinical_words(), room


def clinical_words() -> set[str]:
    groups = yaml.safe_load(CONDITIONS.read_text())["groups"].values()
    names = {word for group in groups for word in (group["name"], group["plain"])}
    words = {word for name in names for word in re.findall(r"[a-z]{5,}", name.lower())}
    words -= {"count"}  # of an eye or of blood, and of anything else
    return words | {"diabetes", "sugar", "pressure", "depression", "insulin", "tablets", "inhaler", "result", "symptom"}


@pytest.mark.parametrize("sample", OWN)
def test_our_texts_say_nothing_about_health(sample):
    said = set(re.findall(r"[a-z]{5,}", sample.text.body.lower().replace(NAME.lower(), "")))
    assert not said & clinical_words()
