"""What a charity has been asked, and the services whose room it says."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from ..models import Introduction, Service

ORDER = ("asked", "waiting", "accepted", "did_not_come", "came")


def asked_of(organisation_id: int) -> QuerySet[Introduction]:
    """Open introductions of the charity, those to answer first, then by the day they wait for."""
    rank = Case(*(When(state=state, then=Value(at)) for at, state in enumerate(ORDER)), output_field=IntegerField())
    found = Introduction.objects.filter(organisation=organisation_id, state__in=ORDER)
    return found.select_related("service", "by").annotate(rank=rank).order_by("rank", "answer_by", "pk")


def services_of(organisation_id: int) -> QuerySet[Service]:
    found = Service.objects.filter(provider__organisation=organisation_id, gone_at=None, same_as=None)
    return found.select_related("provider")
