"""The library that comes with Inglenook: enough of it, whole, easy to say, and faults in it are named."""

import re
import shutil
from collections import Counter

import pytest
import textstat

from inglenook.planning.preparation.prompts import prompts
from inglenook.workforce.strategies.checking import StrategiesWrong
from inglenook.workforce.strategies.files import DATA, library, read_library

STRATEGIES = library().strategies
AGREED = {  # barriers that professionals and people name
    "loneliness", "getting_about", "health_literacy", "money", "medicines", "mood", "confidence", "caring", "language",
    "online", "pain", "fatigue", "fear", "time", "habit", "lapse",
}  # fmt: skip
SPOKEN = 5  # the school year of children of 10: it is said, once, to somebody who may be ill


def test_there_are_enough_against_each_barrier():
    against = Counter(barrier for one in STRATEGIES.values() for barrier in one.barriers)
    assert len(STRATEGIES) >= 60
    assert set(library().barriers) >= AGREED
    assert min(against[barrier] for barrier in library().barriers) >= 3


def test_the_questions_before_the_talk_lead_to_barriers():
    assert set(prompts()["in_the_way"].options) <= set(library().barriers)


@pytest.mark.parametrize("code", STRATEGIES)
def test_what_is_said_is_easy(code):
    assert textstat.automated_readability_index(" ".join(STRATEGIES[code].say)) <= SPOKEN


@pytest.mark.parametrize("code", STRATEGIES)
def test_evidence_has_limits_and_where_none_was_found_it_says_so(code):
    evidence = STRATEGIES[code].evidence
    assert evidence.limits != evidence.says
    assert evidence.sources
    if evidence.strength == "none":
        assert re.search("no trial|not a trial|practice wisdom|nobody has tried", evidence.limits, re.IGNORECASE)


def test_every_source_is_used():
    assert set(library().sources) == {source.code for one in STRATEGIES.values() for source in one.evidence.sources}


@pytest.mark.parametrize("path", sorted((DATA / "strategies").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_file_is_dated_and_asks_for_sign_off(path):
    text = path.read_text()
    assert "dated: 20" in text
    assert "sign_off: needs clinical sign-off" in text


@pytest.mark.parametrize("code", [code for code, one in STRATEGIES.items() if one.component == "lifestyle"])
def test_moving_more_is_never_offered_without_its_red_flags(code):
    one = STRATEGIES[code]
    if any(word in one.action.what.lower() for word in ("walk", "stand up", "bend")):
        warned = " ".join(exclusion.words for exclusion in one.not_for)
        assert any(sign in warned for sign in ("chest pain", "nobody has examined")), warned


@pytest.mark.parametrize("code", [code for code, one in STRATEGIES.items() if "money" in one.barriers])
def test_nobody_is_told_what_to_do_about_money(code):
    said = " ".join((*STRATEGIES[code].say, STRATEGIES[code].next, STRATEGIES[code].action.what))
    assert not any(sign in said for sign in ("£", "you will get", "you are entitled to £", "do not pay"))


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


def spoil(folder, old, new, name="lapse"):
    path = folder / f"strategies/{name}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("com_b: reflective_motivation", "com_b: willpower", "`com_b` cannot be “willpower”; use one of"),
        ("    minutes: 4", "", "lapse_is_usual: `minutes` is missing; add it"),
        ("    minutes: 4", "    minutes: a few", "`minutes` is to be a whole number"),
        ("sources: [marlatt, compassion", "sources: [somebody, compassion", "`sources` names “somebody”"),
        ("barriers: [lapse]", "barriers: [laziness]", "`barriers` names “laziness”"),
        ("      strength: mixed", "      strength: proven", "`strength` cannot be “proven”"),
        ("{depression: ", "{sadness: ", "`better` names “sadness”"),
        ("code: fresh_start", "code: lapse_is_usual", "lapse_is_usual: two strategies have this code"),
        ("who: person, if_this", "who: nobody, if_this", "`who` cannot be “nobody”"),
        ("    next: Ask what", "    nexxt: Ask what", "`nexxt` is not known"),
        (', then_that: "I ring the nurse before two weeks have passed"', "", "`if_this` and `then_that` go together"),
        ("dated: 2026-11-22\n", "", "lapse.yaml: `dated` is missing at the top"),
        ("  - code: fresh_start", "  - code: [fresh_start", "lapse.yaml, line"),
    ],
)
def test_a_fault_is_named_with_its_place_and_how_to_mend_it(folder, old, new, said):
    spoil(folder, old, new)
    with pytest.raises(StrategiesWrong) as wrong:
        read_library(folder)
    assert said in str(wrong.value)
    assert "lapse" in str(wrong.value)


def test_one_wording_is_not_enough(folder):
    spoil(folder, "      - I can fill it in for you while we talk.\n", "", "online")
    with pytest.raises(StrategiesWrong, match="paper_and_phone: `say` needs at least 2 wordings"):
        read_library(folder)


def test_every_fault_is_told_at_once(folder):
    spoil(folder, "com_b: reflective_motivation", "com_b: willpower")
    spoil(folder, "minutes: 2", "minutes: two", "online")
    with pytest.raises(StrategiesWrong) as wrong:
        read_library(folder)
    assert len(str(wrong.value).splitlines()) == 2


@pytest.mark.parametrize("code", [code for code, one in STRATEGIES.items() if "medicines" in one.barriers])
def test_no_strategy_stops_a_medicine_here(code):
    one = STRATEGIES[code]
    assert not re.search(r"\b(stop|leave out|skip)\b.*(tablet|medicine|pill|insulin)", one.action.what, re.IGNORECASE)
    told = " ".join((*one.say, one.next))
    if re.search(r"\bstop\b", told):
        warned = " ".join((told, *(exclusion.words for exclusion in one.not_for)))
        assert re.search("pharmacist|prescriber|do not stop", warned)
