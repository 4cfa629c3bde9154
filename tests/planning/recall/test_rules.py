"""The data that recall and gathering go by has the form the code reads, and speaks of what exists."""

from pathlib import Path

import pytest
import yaml

from inglenook import people
from inglenook.planning.gather import rules as gather_rules
from inglenook.planning.gather.rules import ChecksWrong, checks_wanted
from inglenook.planning.recall.rules import RulesWrong, recall_rules
from inglenook.planning.rules import CODES, CodesWrong, Step, codes, with_codes

PEOPLE = Path(people.__file__).parent / "data"


def known_groups():
    return set(yaml.safe_load((PEOPLE / "condition_groups.yaml").read_text())["groups"])


def known_measures():
    return set(yaml.safe_load((PEOPLE / "result_codes.yaml").read_text())["measures"])


def test_rules_name_groups_that_exist():
    named = {group for rule in recall_rules().rules for group in rule.when.groups}
    named |= {group for check in checks_wanted().checks.values() for group in check.groups}
    assert named <= known_groups()


def test_rules_name_measures_that_are_imported():
    named = {reading.measure for rule in recall_rules().rules for reading in rule.when.last}
    named |= {measure for check in checks_wanted().checks.values() for measure in check.measures}
    assert named <= known_measures()


def test_every_rule_says_why_in_a_sentence_and_where_that_comes_from():
    for rule in recall_rules().by_code.values():
        assert rule.reason.endswith(".")
        assert rule.source


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "x", "title": "", "reason": "", "source": "", "when": {}, "months": 6},
        {"code": "x", "title": "", "reason": "", "source": "", "when": {"count_at_least": 4}},
        {"code": "x", "title": "", "reason": "", "source": "", "when": {"unknown": 4}, "months": 6},
        {
            "code": "x", "title": "", "reason": "", "source": "", "months": 6,
            "when": {"last": [{"measure": "egfr", "operator": "; DROP", "value": 1, "newer_than_days": 1}]},
        },
    ],
)  # fmt: skip
def test_a_rule_that_breaks_the_form_is_refused(tmp_path, wrong):
    data = {"always": [], "rules": [wrong], "dated": "", "sign_off": "", "min_age": 18, "min_gap_months": 3}
    path = tmp_path / "rules.yaml"
    path.write_text(yaml.safe_dump(data | {"notice_days": 14, "ahead_days": 92, "valid_months": 12}))
    with pytest.raises(RulesWrong):
        recall_rules(path)


def test_a_check_of_no_known_part_is_refused(tmp_path):
    data = yaml.safe_load(gather_rules.DATA.read_text())
    data["checks"][0]["part"] = "nowhere"
    path = tmp_path / "checks.yaml"
    path.write_text(yaml.safe_dump(data))
    with pytest.raises(ChecksWrong):
        checks_wanted(path)


def test_areas_bring_codes_of_their_own(tmp_path):
    path = tmp_path / "codes.yaml"
    path.write_text("codes: {agree: '123'}")
    steps = with_codes((Step("agree", "", (), ""), Step("review", "", (), "")), codes(path))
    assert (steps["agree"].code, steps["review"].code) == ("123", "")


@pytest.mark.parametrize("text", ["", "codes: 5", "nothing: {}", "codes: {no_such_step: '1'}"])
def test_codes_that_cannot_be_read_or_used_are_refused(tmp_path, text):
    path = tmp_path / "codes.yaml"
    path.write_text(text)
    with pytest.raises(CodesWrong):
        with_codes((), codes(path))


def test_the_codes_shipped_are_those_of_the_source():
    """NHS North Central London, long-term conditions model of care, table of stages."""
    assert codes(CODES) == {
        "gather": "170557005",
        "share": "862701000000104",
        "agree": "1187911000000105",
        "review": "1187921000000104",
        "decline": "1325711000000103",
    }
