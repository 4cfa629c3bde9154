"""What the layouts read in a demonstration."""

import re

from django.urls import reverse

from .personas import by_email

OF_A_PERSON = re.compile(r"^/people/([0-9a-f-]{36})/")


def bar(request):
    """`demo_bar`: the persona the visitor is just now, where to become another, and the phone this page is about."""
    user = getattr(request, "user", None)
    persona = by_email().get(user.email) if user is not None and user.is_authenticated else None
    here = request.path == reverse("demo")
    if here and not persona:
        return {"demo_bar": None}
    return {"demo_bar": {"persona": persona, "href": reverse("demo"), "here": here, "phone": _phone(request.path)}}


def _phone(path: str) -> str:
    """The phone of the person whose page this is; the visitor's own on their pages; else all phones."""
    if found := OF_A_PERSON.match(path):
        return reverse("demo_phone", args=[found[1]])
    return reverse("demo_my_phone" if path.startswith("/me/") else "demo_phones")
