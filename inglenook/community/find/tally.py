"""Count what is looked for where, and what nothing good was found for. No words, nobody's name."""

from django.db import connection

from inglenook.core import access, clock

from .api import Page

COUNT = """
INSERT INTO community_searchtally (day, outward, concept, searches, unanswered)
SELECT %s, %s, concept, 1, %s FROM unnest(%s::text[]) AS concept
ON CONFLICT (day, outward, concept) DO UPDATE
SET searches = community_searchtally.searches + 1,
    unanswered = community_searchtally.unanswered + excluded.unanswered
"""
OTHER = "other"  # asked for in words that name no concept


def count(page: Page, *, outward: str) -> None:
    """Add one search to the day's tally, for the chief things it was about."""
    if not page.asked.words.strip():
        return
    codes = [concept.code for concept in page.asked.concepts[:2]] or [OTHER]
    with access.working(), connection.cursor() as cursor:
        cursor.execute(COUNT, [clock.today(), outward[:4], int(not page.is_good), codes])
