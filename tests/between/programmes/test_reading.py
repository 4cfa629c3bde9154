"""Programmes read from text: the shipped ones, and every way in which one can be wrong."""

import pytest

from inglenook.between.programmes.building import NotAProgramme, as_text, build, contents_of
from inglenook.between.programmes.reading import FOLDER, read, shipped
from inglenook.between.rules import Level

SMALL = """
code: small
number: 1
title: Small
purpose: To try.
owner: Nobody
dated: 2026-11-21
sources: [made up]
sign_off: needs clinical sign-off
at: "10:00"
days: 14
steps:
  - {code: ask, kind: check_in, first_day: 1, says: hello, questions: [well, reading]}
says:
  hello: {en: "Hello {name}."}
  danger: {en: "Ring {emergency}."}
questions:
  - {code: well, kind: yes_no, asks: {en: "Are you well?"}}
  - {code: reading, kind: reading, measure: blood_pressure, asks: {en: "What is it?"}}
rules:
  - {code: unwell, when: {question: well, answers: ["no"]}, title: No, says: danger, level: red_flag, within_hours: 4}
"""


def wrong(*changes: tuple[str, str]) -> str:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(NotAProgramme) as refused:
        read(text, "small.yaml")
    return str(refused.value)


def test_the_small_one_is_right():
    assert read(SMALL).rules[0].level == Level.RED_FLAG


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("number: 1", "number: one", "small.yaml: line 3, number: “one” should be a whole number"),
        ("owner: Nobody", "ownr: Nobody", "line 6, ownr: there is no such key here"),
        ("owner: Nobody\n", "", "add `owner`"),
        ("dated: 2026-11-21", "dated: yesterday", "line 7, dated: “yesterday” should be a date"),
        ('at: "10:00"', "at: ten", "line 10, at: “ten” should be a time"),
        ("kind: check_in", "kind: chat", "should be one of prompt, check_in, call"),
        ("says: hello,", "says: hullo,", "line 13, steps 1: “hullo” is not among `says`"),
        ("questions: [well, reading]", "questions: [sick]", "“sick” is not among `questions`"),
        ("days: 14", "days: 0", "line 11, days: a programme lasts from 1 to 366 days"),
        ("first_day: 1", "first_day: 15", "line 13, steps 1: the step lies outside the programme’s days, 0 to 14"),
        ("first_day: 1", "first_day: 1, last_day: 9", "say `every_days`, or take out `last_day`"),
        ('hello: {en: "Hello {name}."}', 'hello: {ur: "سلام"}', "write these words in “en” too"),
        ("Hello {name}", "Hello {nam}", "{nam} is nothing we can fill in"),
        ("Hello {name}", "Hello {name", "a curly bracket is open"),
        ("says: danger, ", "", "line 21, rules 1: a red flag says something to the person"),
        (", within_hours: 4", "", "say `within_hours`"),
        ("level: red_flag, ", "", "say `level`"),
        ('answers: ["no"]', "answers: [maybe]", "“maybe” is no answer to “well”"),
        (
            'question: well, answers: ["no"]',
            "question: reading, at_least: 180",
            "say which `part`: systolic, diastolic",
        ),
        ('question: well, answers: ["no"]', "question: well, at_least: 180", "is not answered with a number"),
        ('question: well, answers: ["no"]', "question: well", "write exactly one of answers"),
        ('question: well, answers: ["no"]', "silent_for: 2, question: well", "is of the whole check-in"),
        ("measure: blood_pressure", "measure: blood_presure", "line 19, questions 2 measure: there is no measure"),
        ("title: Small", "title: [Small", "look at the indents, colons and quotes here"),
        ("sources: [made up]", "sources: made up", "line 8, sources: write a list here"),
        ("title: Small", "title: Small\nconditions: [gout_of_the_mind]", "there is no condition group"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_its_mend(old, new, says):
    assert says in wrong((old, new))


def test_every_problem_is_said_at_once_in_order_of_lines():
    said = wrong(("days: 14", "days: 0"), ("says: hello,", "says: hullo,"), ('answers: ["no"]', "answers: [maybe]"))
    assert [line.split(",")[0] for line in said.splitlines()] == [
        "small.yaml: line 11",
        "small.yaml: line 13",
        "small.yaml: line 13",
        "small.yaml: line 21",
    ]


def test_nothing_at_all_is_no_programme():
    with pytest.raises(NotAProgramme, match="keys of a programme"):
        read("")


def test_red_flags_are_not_left_to_choice():
    said = wrong(("says: hello,", "choices: [hello, danger],"))
    assert "an alert’s words are never left to choice" in said


def test_two_steps_on_one_day_are_refused():
    said = wrong(("says:\n", "  - {code: more, kind: prompt, first_day: 1, says: hello}\nsays:\n"))
    assert "“ask” and “more” both come on day 1" in said


def test_an_alert_and_its_programme_come_back_from_text_as_they_were():
    for programme in shipped():
        assert build(contents_of(programme)) == programme
        assert read(as_text(contents_of(programme))) == programme


WANTED = {
    "action_plan_follow_up", "blood_pressure_at_home", "blood_glucose", "copd_watch", "heart_failure_watch",
    "mood_check", "medicines_support", "activity", "keeping_going", "carer_check_in", "after_group_follow_up",
    "weekly_hello",
}  # fmt: skip


def test_the_shipped_ones_are_there_sourced_and_unsigned():
    programmes = shipped()
    assert {programme.code for programme in programmes} >= WANTED
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {programme.code for programme in programmes}
    assert all(programme.sources and programme.owner for programme in programmes)
    assert {programme.sign_off for programme in programmes} == {"needs clinical sign-off"}


def test_every_programme_says_at_its_start_where_to_turn_and_how_to_stop():
    for programme in shipped():
        first = min(programme.steps, key=lambda step: step.first_day)
        for key in first.choices or (first.says,):
            for text in programme.says[key].values():
                assert "{emergency}" in text and "STOP" in text, f"{programme.code} {key}"


def test_silence_is_noticed_and_danger_tells_a_person():
    for programme in shipped():
        assert any(rule.when.silent_for for rule in programme.rules), programme.code
        for rule in programme.rules:
            if rule.level == Level.RED_FLAG:
                assert rule.within_hours <= 8 and "{emergency}" in programme.says[rule.says]["en"], rule.code


def test_the_mood_check_always_leads_to_a_person_and_a_crisis_line():
    mood = next(programme for programme in shipped() if programme.code == "mood_check")
    unsafe = [rule for rule in mood.rules if rule.says == "unsafe"]
    assert {(rule.when.question, rule.when.answers) for rule in unsafe} == {
        ("feeling", ("unsafe",)),
        ("safe", ("no",)),
    }
    assert all(rule.call and rule.within_hours == 1 for rule in unsafe)
    assert "{crisis}" in mood.says["unsafe"]["en"]


def test_the_action_plan_is_asked_about_within_fourteen_days():
    plan = next(programme for programme in shipped() if programme.code == "action_plan_follow_up")
    assert min(step.first_day for step in plan.steps if step.questions) <= 14


def test_keeping_going_thins_out_over_half_a_year():
    going = next(programme for programme in shipped() if programme.code == "keeping_going")
    assert [step.every_days for step in going.steps if step.questions] == [7, 14, 30]
    assert going.days == 182
