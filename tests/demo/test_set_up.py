"""What setting up begins must not be missing in the processes that serve the pages."""

import subprocess
import sys

LIMIT = "120"  # seconds, on a machine on which many things run at once


def test_papers_are_set_by_the_server_after_the_demonstration_was_set_up():
    """Typst begins threads with its first paper; a process forked after that has none of them and waits for ever."""
    program = [sys.executable, "-m", "tests.demo.apart", "apart", LIMIT]
    done = subprocess.run(program, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
