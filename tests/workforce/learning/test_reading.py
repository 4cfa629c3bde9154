"""What a course's files may hold, and what is said of those that hold something else."""

import os
import zipfile

import pytest

from inglenook.workforce.learning.courses.reading import read_course
from inglenook.workforce.learning.faults import Faulty
from inglenook.workforce.learning.vocabulary import DATA

from .conftest import COURSE, MODULE

FIRST = "modules/01-first.md"


def refused(path) -> list[tuple]:
    with pytest.raises(Faulty) as caught:
        read_course(path)
    return [(fault.file, fault.line, fault.what, fault.mend) for fault in caught.value.faults]


def line_of(text, words) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if words in line)


def test_a_course_is_read_with_its_pages_and_questions(folder):
    course = read_course(folder())
    (module,) = course.modules
    assert (course.code, module.code, [page.title for page in module.pages]) == (
        "small-course",
        "first",
        ["What it is", "And then"],
    )
    assert [question.right for question in module.quiz] == [[0], [0, 1], [0]]
    assert module.steps == 6  # two pages, three questions, the end


def test_a_zip_is_read_like_its_folder_with_or_without_the_outer_one(folder, tmp_path):
    home = folder()
    for outer in ("", "anything/"):
        with zipfile.ZipFile(tmp_path / "course.zip", "w") as archive:
            archive.write(home / "course.yaml", f"{outer}course.yaml")
            archive.write(home / FIRST, f"{outer}{FIRST}")
        assert read_course(tmp_path / "course.zip") == read_course(home)


@pytest.mark.parametrize(
    "line,says",
    [
        ("<script>alert(1)</script>", "It holds a script."),
        ("Look <SCRIPT src=x.js></SCRIPT> here", "It holds a script."),
        ("<div onclick='x()'>Press</div>", "It holds HTML."),
        ("A word in <b>bold</b>", "It holds HTML."),
        ("[press](javascript:alert(1))", "A link begins with “javascript:”."),
        ("[press](JaVaScRiPt:alert(1))", "A link begins with “javascript:”."),
        ("[press](data:text/html,x)", "A link begins with “data:”."),
        ("<javascript:alert(1)>", "A link begins with “javascript:”."),
        ("[away](../../secret.md)", "A link leads to no address."),
        ("![a cat](https://example.org/cat.png)", "It shows a picture."),
    ],
)
def test_what_could_act_is_refused_with_its_line(folder, line, says):
    text = MODULE.replace("Words of the second.", f"Words of the second.\n\n{line}\n")
    found = refused(folder({FIRST: text}))
    assert {(file, number, what) for file, number, what, _ in found} == {(FIRST, line_of(text, line), says)}
    assert all(mend for *_, mend in found)


@pytest.mark.parametrize(
    "was,now,line,says,mend",
    [
        ("title: First", "titel: First", "titel", "`titel` is not known here.", "Did you mean `title`?"),
        ("minutes: 5", "minutes: soon", "minutes", "`minutes` is not a whole number.", "Write it so."),
        ("minutes: 5", "minutes: 50", "minutes", "`minutes` is 50.", "The limit is 30."),
        ("{text: Three,", "{text: 3,", "text: 3", "`text` is not a text.", "Put it in quotation marks."),
        ("[values]", "[magic]", "levels", "number 1 of `levels` is “magic”.", "Use one of: values, communication"),
        (", because: That is one too many.", "", "Three", "number 2 of `answers` lacks `because`.", "Add `because:`"),
        ("sources: [{name: A book}]", "sources: [{name: A book, link: 'javascript:x'}]", "sources", "`link`", "https"),
        ("title: First things", "title: First things\ntitle: Again", "Again", "`title` is there twice.", "Leave one"),
        ("title: First things", "title: This: that", "This", "This is not YAML", "quotation marks"),
        ("aims: [Say what comes first]", "aims: &a [Say what]\nsources: *a", "*a", "refers to another", "Write it out"),
    ],
)
def test_every_fault_says_file_line_and_how_to_mend_it(folder, was, now, line, says, mend):
    text = MODULE.replace(was, now)
    found = refused(folder({FIRST: text}))
    assert any(
        (file, number) == (FIRST, line_of(text, line)) and says in what and mend in said
        for file, number, what, said in found
    ), found


def test_a_question_without_a_right_answer_is_refused(folder):
    text = MODULE.replace(", right: true, because: It is.", ", because: It is.")
    line = line_of(text, "And the third") + 1
    assert refused(folder({FIRST: text})) == [
        (FIRST, line, "`answers` has no right answer.", "Write `right: true` beside at least one.")
    ]


def test_faults_of_all_files_are_said_at_once(folder):
    bad = folder({"course.yaml": COURSE.replace("version: 1", "version: one"), FIRST: MODULE.replace("## ", "# ")})
    assert {file for file, *_ in refused(bad)} == {"course.yaml", FIRST}


def test_a_page_too_long_for_a_phone_and_an_empty_one_are_refused(folder):
    text = MODULE.replace("Words of the second.", "word " * 161).replace("Words of the *first* page.", "")
    assert [what for _, _, what, _ in refused(folder({FIRST: text}))] == [
        "The page “What it is” is empty.",
        "The page “And then” has 161 words.",
    ]


@pytest.mark.parametrize("name", ["modules/run.js", "index.html", "modules/01-first.exe", "modules/no-number.md"])
def test_files_that_no_course_has_are_refused(folder, name):
    assert [file for file, *_ in refused(folder({name: "x"}))] == [name]


@pytest.mark.parametrize("name", ["../outside.md", "/etc/passwd.md", "modules\\..\\x.md", "C:evil.md"])
def test_a_zip_cannot_lead_out_of_itself(folder, tmp_path, name):
    with zipfile.ZipFile(tmp_path / "course.zip", "w") as archive:
        archive.writestr("course.yaml", COURSE)
        archive.writestr(FIRST, MODULE)
        archive.writestr(name, "x")
    (_, _, what, mend), *_ = refused(tmp_path / "course.zip")
    assert what == "Its path leads out of the course." and mend


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("modules/01-bomb.md", b"0" * 900_000)
        archive.writestr("modules/02-large.md", os.urandom(1_200_000))
    whats = [what for _, _, what, _ in refused(tmp_path / "bomb.zip")]
    assert whats == ["Unpacked it has 900,000 bytes.", "Unpacked it has 1,200,000 bytes."]


def test_a_link_to_another_file_is_refused(folder, tmp_path):
    home = folder()
    (tmp_path / "secret.md").write_text("secret")
    (home / "modules/02-link.md").symlink_to(tmp_path / "secret.md")
    assert refused(home)[0][:3] == ("modules/02-link.md", 0, "This is a link to another file.")


def test_what_is_no_text_is_refused_with_its_line(folder):
    home = folder()
    (home / FIRST).write_bytes(MODULE.encode() + b"\n\xff\xfe")
    ((file, line, what, _),) = refused(home)
    assert (file, line, what) == (FIRST, MODULE.count("\n") + 2, "This is not UTF-8 text.")


def test_the_shipped_course_is_whole():
    course = read_course(DATA / "courses" / "whole-team")
    assert [module.code for module in course.modules] == [
        "house-of-care",
        "preparing-people",
        "agenda",
        "goals-and-action-plans",
        "follow-up",
        "health-literacy",
        "multimorbidity",
        "social-prescribing",
        "loneliness",
        "dilemmas-of-inequality",
    ]
    assert all(answer.because for m in course.modules for q in m.quiz for answer in q.answers)
    assert all(module.tomorrow and module.minutes <= 7 for module in course.modules)
    assert course.sign_off.startswith("needs")
