"""What the layouts read in a demonstration."""

from django.urls import reverse

from .personas import by_email


def bar(request):
    """`demo_bar`: the persona the visitor is just now, and where to become another."""
    user = getattr(request, "user", None)
    persona = by_email().get(user.email) if user is not None and user.is_authenticated else None
    here = request.path == reverse("demo")
    return {"demo_bar": {"persona": persona, "href": reverse("demo"), "here": here} if persona or not here else None}
