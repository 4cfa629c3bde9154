"""Every text of every room at its worst case: short enough, plain enough, and silent about health."""

import re
from pathlib import Path

import pytest
import textstat
import yaml

from inglenook import people
from inglenook.messaging import templates, texts
from inglenook.messaging.length import length, sendable

SAMPLES = templates.samples()
LONGEST = 918  # letters that GOV.UK Notify takes: six parts of 153
OLDEST_GRADE = 6  # grades count from the age of six: at most what an 11-year-old reads
CONDITIONS = Path(people.__file__).parent / "data" / "condition_groups.yaml"
OWN = [sample for sample in SAMPLES if sample.template.startswith(texts.PREFIX)]


def named(samples):
    return [pytest.param(sample, id=f"{sample.template}-{sample.language}") for sample in samples]


@pytest.mark.parametrize("sample", named(SAMPLES))
def test_the_longest_text_that_can_be_made_can_be_sent(sample):
    body = sendable(sample.text.body)
    assert body.strip() and "{" not in body
    assert length(body).units <= LONGEST and length(body).segments <= 7


@pytest.mark.parametrize("sample", named(s for s in OWN if s.language == "en"))
def test_our_texts_read_easily(sample):
    text = sample.text.body.replace(texts.LONGEST_NAME, "Bridge House").replace(texts.LONGEST_PHONE, "us")
    assert textstat.automated_readability_index(text) <= OLDEST_GRADE


def clinical_words() -> set[str]:
    groups = yaml.safe_load(CONDITIONS.read_text())["groups"].values()
    names = {word for group in groups for word in (group["name"], group["plain"])}
    words = {word for name in names for word in re.findall(r"[a-z]{5,}", name.lower())}
    return words | {"diabetes", "sugar", "pressure", "depression", "insulin", "tablets", "inhaler", "result", "symptom"}


@pytest.mark.parametrize("sample", named(OWN))
def test_our_texts_say_nothing_about_health(sample):
    said = set(re.findall(r"[a-z]{5,}", sample.text.body.lower().replace(texts.LONGEST_NAME.lower(), "")))
    assert not said & clinical_words()
