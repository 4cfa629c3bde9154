"""The commands a newcomer uses, and the locks that make an installation repeatable."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()


def test_make_alone_lists_every_documented_command():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    documented = re.findall(r"^([a-z-]+):.*## (.+)$", MAKEFILE, re.M)
    assert listed.splitlines() == [f"make {name:10} {what}" for name, what in documented]
    assert {"demo", "test", "test-all", "lint", "fix", "bench", "shots", "lock", "clean"} <= dict(documented).keys()


def test_ci_runs_what_the_readme_says():
    assert re.search(r"^\s*make test$", (ROOT / "README.md").read_text(), re.M)
    commands = [
        line
        for line in (ROOT / ".ci/run").read_text().splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make test"]


def test_npm_packages_are_locked_by_hash_without_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    outside = {name: package for name, package in packages.items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in outside.values())
    assert not any("resolved" in package for package in outside.values())


@pytest.mark.parametrize("name", ["install", "app", "dev"])
def test_python_packages_are_locked_by_hash_without_addresses(name):
    text = (ROOT / f"requirements/{name}.txt").read_text()
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,-]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", requirement, re.S), (
            requirement
        )
    assert "://" not in text


def test_tests_have_all_that_the_application_has():
    def pins(name):
        return set(re.findall(r"^(\S+==\S+)", (ROOT / f"requirements/{name}.txt").read_text(), re.M))

    assert pins("app") <= pins("dev")
