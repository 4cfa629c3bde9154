"""What the layouts read in a demonstration."""

from .personas import by_email


def bar(request):
    """`demo_bar`: the persona the visitor is just now, and where to become another."""
    user = getattr(request, "user", None)
    persona = by_email().get(user.email) if user is not None and user.is_authenticated else None
    return {"demo_bar": {"persona": persona, "href": "/demo/", "here": request.path == "/demo/"}}
