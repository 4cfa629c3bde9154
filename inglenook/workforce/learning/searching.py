"""Words that somebody types, as PostgreSQL searches them."""

import re

from django.contrib.postgres.search import SearchQuery


def query_of(words: str) -> SearchQuery:
    """Whatever has all the words, or words that begin like them: "lonely" finds loneliness."""
    typed = re.findall(r"\w+", words)
    return SearchQuery(" & ".join(f"{word}:*" for word in typed), config="english", search_type="raw")
