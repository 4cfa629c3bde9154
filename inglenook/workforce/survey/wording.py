"""What the answering pages say around the questions, in the answerer's language."""

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[1] / "data" / "survey_words.yaml"
NAMES = {"en": "English", "cy": "Cymraeg", "pl": "Polski", "ur": "اردو", "bn": "বাংলা", "ro": "Română", "pa": "ਪੰਜਾਬੀ"}


@cache
def wording(language: str) -> dict[str, str]:
    """The words of a language, English where it lacks one."""
    words = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return words["en"] | words.get(language, {})


def name_of(language: str) -> str:
    """The language in its own words, as far as we know them."""
    return NAMES.get(language, language)
