"""Getting ready in Easy Read: the page, and the same on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inglenook.kit.easy import easy_pdf

from . import actions
from .easy import easy_pack
from .letters import reference
from .speaking import speaker


def page(request: HttpRequest, ref) -> HttpResponse:
    who = speaker(request, ref)
    actions.mark_opened(pack=who.pack)
    context = {"who": who, "pack": who.pack, "contents": who.pack.contents, "easy": easy_pack(who.pack, links=True)}
    return render(request, "planning/preparation/easy.jinja", context)


def paper(request: HttpRequest, ref) -> HttpResponse:
    """To print, and to write or draw on."""
    pack = speaker(request, ref).pack
    author = pack.contents.get("practice", {}).get("name") or "Inglenook"
    pdf = easy_pdf([easy_pack(pack, reference=reference(pack))], author=author)
    return HttpResponse(pdf, content_type="application/pdf")
