"""In which language a page speaks: the reader's own choice, else what their browser asks for."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST

from inglenook.core.access import LINK_SESSION_KEY
from inglenook.kit import languages
from inglenook.people.actions import prefer
from inglenook.people.api import memberships_of, own_person
from inglenook.people.models import Person

from .middleware import DOOR_PATHS, Handler

LINKED = "language_of_link"  # of the person whose private link opened this session, asked once


def own_language(get_response: Handler) -> Handler:
    """The page in its reader's language. Whoever works here reads English, as all of the professionals' pages are."""

    def handle(request):
        with languages.speaking(_wished(request)):
            response = get_response(request)
            response.headers.setdefault("Content-Language", languages.tag())
        return response

    return handle


@require_POST
def choose_language(request):
    """Speak this language from now on: on this device, and with a person who signed in everywhere and in messages."""
    code = languages.offered(request.POST.get("language"))
    if not code:
        raise BadRequest("Not one of our languages")
    response = redirect(_page_before(request))
    with languages.speaking(code):
        _keep(request, code)
    cookie = {"httponly": True, "secure": settings.LANGUAGE_COOKIE_SECURE, "samesite": "Lax"}
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=settings.LANGUAGE_COOKIE_AGE, **cookie)
    return response


def switcher(request) -> dict:
    """What the layout shows to whoever may choose: every language by its own name."""
    if request is None or _works_here(request):
        return {}
    here = languages.current()
    offered = [{"code": code, "name": name, "here": code == here} for code, name in languages.OFFERED.items()]
    return {"languages": offered}


def _keep(request, code: str) -> None:
    if _is_known(request) and (person := own_person(request.user)):
        prefer(person=person, by=request.user, language="en" if code == languages.ENGLISH else code)
        messages.success(request, _("We will speak this language with you, and write to you in it."))


def _page_before(request) -> str:
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()) else "/"


def _wished(request) -> str:
    """The first of their wishes that is one of ours."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if not _is_known(request):
        wishes = [chosen or _of_link(request)]
    elif _works_here(request):
        return languages.ENGLISH
    else:
        wishes = [_preferred(own_person(request.user)), chosen]
    return next(filter(None, map(languages.offered, wishes)), "") or _of_browser(request)


def _works_here(request) -> bool:
    if not _is_known(request):
        return False
    if request.path.startswith("/me/"):
        own_person(request.user)  # asked for there anyway, and it tells whether they work here
    return bool(memberships_of(request.user))


def _is_known(request) -> bool:
    """Whether somebody signed in; at the door nobody is asked for yet."""
    return request.user.is_authenticated and not request.path.startswith(DOOR_PATHS)


def _of_link(request: HttpRequest) -> str:
    """The language of the person whose private link this is, asked once a session."""
    if LINKED in request.session or LINK_SESSION_KEY not in request.session:
        return request.session.get(LINKED, "")
    person = Person.objects.filter(pk=request.session[LINK_SESSION_KEY]).select_related("preferences").first()
    request.session[LINKED] = _preferred(person)
    return request.session[LINKED]


def _preferred(person: Person | None) -> str:
    """What the person said themselves. That a record calls another language theirs does not turn their pages over."""
    own = getattr(person, "preferences", None)
    return own.language if own else ""


def _of_browser(request) -> str:
    named = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((code for code in (languages.offered(name) for name, _weight in named) if code), "")
