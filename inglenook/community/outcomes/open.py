"""What a person can answer now."""

from inglenook.people.models import Person

from ..models import OutcomePoint


def open_to(person: Person) -> OutcomePoint | None:
    """The newest of the person's points that was asked and is neither answered nor lost."""
    found = OutcomePoint.objects.filter(person=person, asked_at__isnull=False, answered_at=None, lost_at=None)
    return found.order_by("-due_on", "-pk").first()
