"""Signs of life of work in the background. `between.monitor` says when one has been missing for too long."""

from . import access, clock
from .models import Beat


def beat(name: str) -> None:
    """This work has just run to its end. Call it last in every periodic job."""
    with access.working():
        Beat.objects.update_or_create(name=name, defaults={"at": clock.now()})
