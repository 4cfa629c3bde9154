"""The living gallery: every macro and component, as pages use them."""

from django.core.paginator import Paginator
from django.shortcuts import render

from inglenook.kit import samples


def gallery(request):
    """Everything on one page. Sending its form shows errors and keeps what was typed; nothing is stored."""
    form = samples.SampleForm(request.POST or None)
    page = Paginator(range(120), 10).get_page(request.GET.get("page", 4))
    return render(request, "kit/gallery.jinja", {"form": form, "page": page, "samples": samples})


def person_sample(request):
    """A person's page as it stands on a phone."""
    return render(request, "kit/person_sample.jinja", {"samples": samples})


def staff_sample(request):
    """A professional's page with its side panel."""
    return render(request, "kit/staff_sample.jinja", {"samples": samples})
