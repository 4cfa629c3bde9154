"""Set up with one step that sets a paper, then set one in a process forked as the web server is.

Run as a program, not within the tests' process, which has set papers of its own: `apart` as the demonstration does it,
`here` in this process. Ends with an error when the forked process waits longer than the seconds given.
"""

import contextlib
import multiprocessing
import sys

import django

LETTER = {"to": "Amina", "address": [], "greeting": "Amina", "practice": "Brookside", "phone": "01632 960123"}
WORDS = {"date": "4 June 2026", "title": "Your review", "opening": ["Soon."], "questions_title": "Questions"}
NOTHING = {"results": [], "questions": [], "closing": [], "reference": ""}


def paper() -> None:
    from inglenook.messaging.letters import Letter, render_letters

    assert render_letters([Letter(**LETTER, **WORDS, **NOTHING)])[0].startswith(b"%PDF")


def main(where: str, seconds: int) -> None:
    django.setup()
    from inglenook.demo import commands, steps

    commands.taking_turns = lambda *held: contextlib.nullcontext()
    steps.steps = lambda **asked: [("A paper", paper)]
    if where == "apart":
        commands._set_up(people=1, seed=1)
    else:
        paper()
    server = multiprocessing.get_context("fork").Process(target=paper)
    server.start()
    server.join(seconds)
    ended = server.exitcode
    server.kill()
    sys.exit("it waits for threads that it has not" if ended is None else ended)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
