"""The door to the directory for other parts and rooms above."""

from django.db.models import QuerySet

from ..models import Service
from .merging import merged
from .reading import read_in

__all__ = ["document_of", "publishable", "read_in"]


def publishable() -> QuerySet[Service]:
    """Services that are there and are no doubles, running or not."""
    return Service.objects.filter(gone_at=None, same_as=None)


def document_of(service: Service) -> dict:
    """What is known of a service in HSDS's own names: the feed's document with what people here changed."""
    return merged(service.document, service.edits)
