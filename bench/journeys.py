"""What a journey's test in Chromium prints of the effort that it counted."""

import re
import subprocess
import sys


def printed(journey: str, said: re.Pattern, *which: str) -> tuple[str, ...]:
    """The groups of `said` in what the test prints; `which` are pytest's options. RuntimeError when it fails."""
    command = [sys.executable, "-m", "pytest", journey, "-q", "-s", "-p", "no:cacheprovider", *which]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    found = said.search(ran.stdout)
    if ran.returncode or not found:
        raise RuntimeError(f"{journey} failed:\n{ran.stdout[-2000:]}")
    return found.groups()
