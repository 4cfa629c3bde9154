"""`inglenook scenarios check`: a folder or a file, each fault with file, line and mend."""

from typer.testing import CliRunner

from inglenook.workforce.commands import scenarios
from inglenook.workforce.practice.collection import FOLDER
from inglenook.workforce.practice.skills import DATA

SHORT = (DATA / "scenario_template.yaml").read_text()


def run(path):
    return CliRunner().invoke(scenarios, ["check", str(path)])


def test_the_scenarios_that_come_with_inglenook_are_whole():
    answer = run(FOLDER)
    assert answer.exit_code == 0
    assert answer.output.count(": whole.") == len(list(FOLDER.glob("*.yaml")))


def test_a_dead_end_is_named_with_file_line_and_mend(tmp_path):
    file = tmp_path / "mine.yaml"
    text = SHORT.replace("turns:\n", "turns:\n  tea:\n    says: Tea?\n", 1)
    file.write_text(text.replace("topics:\n", "topics:\n  - {code: tea, title: Tea}\n", 1))
    line = file.read_text().splitlines().index("  tea:") + 1
    answer = run(file)
    assert answer.exit_code == 1
    assert f"{file}:{line}: There are no wordings here." in answer.output
    assert "Write “wordings:”" in answer.output


def test_a_loop_stops_the_check_and_says_its_way(tmp_path):
    file = tmp_path / "round.yaml"
    wordings = "".join(f"      - {{say: {a}, does: [reflection], note: N, reply: R, then: tea}}\n" for a in "ABC")
    text = SHORT.replace("turns:\n", f"turns:\n  tea:\n    says: Tea?\n    wordings:\n{wordings}", 1)
    file.write_text(text.replace("topics:\n", "topics:\n  - {code: tea, title: Tea}\n", 1))
    answer = run(file)
    assert answer.exit_code == 1
    assert "A loop without a way out: tea → tea." in answer.output


def test_a_folder_without_scenarios_is_refused(tmp_path):
    assert run(tmp_path).exit_code == 2
