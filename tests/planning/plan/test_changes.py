from inglenook.planning.plan.changes import ADDED, CHANGED, STOPPED, ChangedThing, Detail, changes

EMPTY = {"goals": [], "actions": [], "can_stop": "", "decisions": "", "review_on": ""}


def goal(ref="g", **fields):
    return {"ref": ref, "wording": "Walk", "importance": 9} | fields


def action(ref="a", **fields):
    blank = dict.fromkeys(("how_much", "how_often", "when", "where", "who_words", "if_this", "then_that"), "")
    return {"ref": ref, "what": "Corner and back", "who": "person", "confidence": None} | blank | fields


def test_the_same_plan_shows_no_change():
    plan = EMPTY | {"goals": [goal()], "actions": [action()]}
    assert changes(plan, plan) == []


def test_what_came_and_what_went_is_named():
    before = EMPTY | {"goals": [goal("old", wording="Swim")], "actions": [action()]}
    after = EMPTY | {"goals": [goal("new", wording="Walk")], "actions": []}
    assert changes(before, after) == [
        ChangedThing("Goal", ADDED, "Walk"),
        ChangedThing("Goal", STOPPED, "Swim"),
        ChangedThing("Action", STOPPED, "Corner and back"),
    ]


def test_what_reads_differently_shows_old_and_new_words():
    before = EMPTY | {"actions": [action(when="Mondays")]}
    after = EMPTY | {"actions": [action(when="Tuesdays", confidence=8)]}
    details = (Detail("When", "Mondays", "Tuesdays"), Detail("How sure", "", "8"))
    assert changes(before, after) == [ChangedThing("Action", CHANGED, "Corner and back", details)]


def test_a_new_review_date_is_said_in_words():
    found = changes(EMPTY | {"review_on": "2027-06-04"}, EMPTY | {"review_on": "2027-01-04"})
    assert found == [
        ChangedThing(
            "When we look again", CHANGED, "", (Detail("When we look again", "4 June 2027", "4 January 2027"),)
        )
    ]
