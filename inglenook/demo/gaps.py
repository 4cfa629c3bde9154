"""What people looked for in the last weeks, found or not, and what they say is wrong. Made up, as all here is."""

from datetime import timedelta

from inglenook.community.directory.actions import flag
from inglenook.community.models import SearchTally, Service
from inglenook.core import access, clock

LOOKED_FOR = (  # where, for what, how often a day, of these how often in vain
    ("ZZ1", "company", 4, 0), ("ZZ1", "transport", 3, 2), ("ZZ2", "transport", 2, 2), ("ZZ5", "seated", 2, 1),
    ("ZZ1", "benefits", 2, 0),
)  # fmt: skip
DAYS = 14
WRONG = {"Bowls for Beginners": "closed", "Chatty Café": "number"}


def tell_gaps() -> None:
    """Two weeks of searches, and two services that somebody flagged."""
    with access.working():
        SearchTally.objects.bulk_create(
            SearchTally(
                day=clock.today() - timedelta(days=ago),
                outward=outward,
                concept=concept,
                searches=times,
                unanswered=in_vain,
            )
            for ago in range(DAYS)
            for outward, concept, times, in_vain in LOOKED_FOR
        )
        found = list(Service.objects.filter(name__in=WRONG))
    for service in found:
        flag(service=service, kind=WRONG[service.name])
