"""What people ticked before a review as in their way, for the extract that compares the referred with others."""

from inglenook.community import extract

from ..preparation.prompts import prompts
from .prefill import IN_THE_WAY

# What is kept of a tick is the option's words.
TICKED = """
SELECT a.person_id, o.barrier, a.answered_at::date FROM planning_answer a
JOIN (VALUES {options}) AS o (words, barrier) ON o.words = ANY (a.choices) WHERE a.prompt = 'in_the_way'
"""


def install() -> None:
    extract.sources.append(select())


def select() -> str:
    """Person, barrier and day of every tick."""
    options = prompts()[IN_THE_WAY].options
    return TICKED.format(options=", ".join(f"('{_quoted(words)}', '{code}')" for code, words in options.items()))


def _quoted(words: str) -> str:
    return words.replace("'", "''").replace("%", "%%")
