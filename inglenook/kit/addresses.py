"""Addresses that keep what the reader has chosen."""

from django.utils.translation import gettext as _


def query(request, **changes):
    """The current query string with `changes` made; a value of None or "" takes its name away.

    `query(request, page=2)` gives "?status=due&page=2"; nothing left gives "?".
    """
    chosen = request.GET.copy()
    for name, value in changes.items():
        chosen.pop(name, None)
        if value not in (None, ""):
            chosen[name] = value
    return "?" + chosen.urlencode()


def page_items(page, request, name="page"):
    """Items of the NHS pagination component for a Django `page`: numbers near it, dots for the rest."""
    paginator = page.paginator
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        {"ellipsis": True}
        if number == paginator.ELLIPSIS
        else {
            "number": number,
            "href": query(request, **{name: number}),
            "current": number == page.number,
            "ariaLabel": _("Page %(number)s") % {"number": number},
        }
        for number in numbers
    ]
