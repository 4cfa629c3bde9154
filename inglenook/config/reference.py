"""The reference pages that are made from the code, so that they cannot lag behind it: `inglenook reference`."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, get_resolver

from inglenook.community import reference as community
from inglenook.core.policies import is_append_only, section_of
from inglenook.core.privacy import privacy_of
from inglenook.core.roles import (
    CARER_WRITES,
    GRANTABLE,
    LINK_READS,
    LINK_WRITES,
    ROLES,
    SELF_READS,
    SELF_WRITES,
    Section,
)
from inglenook.planning import reference as planning

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
MADE = "<!-- Made by `inglenook reference` from the code; change the code, not this page. -->\n\n"


def roles() -> str:
    """Who reads and writes which section, and whose people they reach."""
    who = [(r.title, r.scope.value, r.reads, r.writes) for r in ROLES.values()]
    who += [
        ("The person", "themselves", SELF_READS, SELF_WRITES),
        ("A carer, in the sections granted", "those who let them in", frozenset(GRANTABLE), CARER_WRITES),
        ("A private link with date of birth", "one person", LINK_READS, LINK_WRITES),
    ]
    head = ["who", "reaches", *Section]
    rows = [[title, scope, *(_may(s, reads, writes) for s in Section)] for title, scope, reads, writes in who]
    return "# Who may see what\n\n`r` reads, `w` writes. PostgreSQL enforces this table.\n\n" + _table(head, rows)


def _may(section, reads, writes) -> str:
    return ("r" if section in reads else "") + ("w" if section in writes else "")


def tables() -> str:
    """Every table about people: section, whether it only grows, and the privacy class of each field."""
    text = "# Tables about people\n\nHistory tables keep former rows and are guarded as the tables they follow.\n"
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if section_of(model) and not hasattr(model, "pgh_tracked_model"):
            rows = [[f"`{f.name}`", f.verbose_name, privacy_of(f).value] for f in model._meta.concrete_fields]
            grows = " Rows are added and never changed." if is_append_only(model) else ""
            about = f"{inspect.getdoc(model)}\n\nSection: {section_of(model)}.{grows}"
            text += f"\n## {model._meta.label}\n\n{about}\n\n" + _table(["field", "what", "privacy"], rows)
    return text


def pages() -> str:
    """Every address, with the view that answers and what its docstring says."""
    rows = [
        [f"`/{address}`", f"`{view.__module__}.{view.__name__}`", (inspect.getdoc(view) or "").split("\n")[0]]
        for address, view in _addresses(get_resolver())
        if view.__module__.startswith("inglenook") and not address.startswith(("kit/", "demo/"))
    ]
    return "# Pages\n\n" + _table(["address", "view", "what"], sorted(rows))


def _addresses(resolver, before: str = ""):
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, inspect.unwrap(pattern.callback)
        else:
            yield from _addresses(pattern, address)


def settings() -> str:
    """Every variable of the environment that the code reads, with the comment or line that reads it."""
    found: dict[str, str] = {}
    package = Path(__file__).resolve().parents[1]
    for path in sorted(package.rglob("*.py")):
        for name in re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', path.read_text()):
            found.setdefault(name, str(path.relative_to(package.parent)))
    described = [[f"`{name}`", VARIABLES.get(name, ""), f"`{where}`"] for name, where in sorted(found.items())]
    return "# Settings\n\nAll come from the environment.\n\n" + _table(["variable", "what for", "read in"], described)


VARIABLES = {
    "DATABASE_URL": "the PostgreSQL server; without it the embedded one is used",
    "DJANGO_SETTINGS_MODULE": "always `inglenook.config.settings`",
    "INGLENOOK_CLAMD": "where clamd scans files that people send: `host:port` or a socket's path; default none",
    "INGLENOOK_COUNTRY": "whose help lines people are told, as in `between/data/help_lines.yaml`; default GB-ENG",
    "INGLENOOK_CALLBACK_TOKEN": "the bearer token that gateways show when they call back; without it none may",
    "INGLENOOK_CYCLE_CODES": "a file of your own with the codes that steps of the review cycle are counted by",
    "INGLENOOK_DATABASE_ROLE": "the database role of the process; `inglenook serve` sets it for the web",
    "INGLENOOK_DEMO": "1 opens the demonstration with its one-click personas; never on a real server",
    "INGLENOOK_FROM": "the sender of e-mails",
    "INGLENOOK_HOME": "the folder of all local files; default `.inglenook/` in the checkout",
    "INGLENOOK_HOSTS": "host names the server answers to, comma between; default those of this machine",
    "INGLENOOK_LETTERS": "the folder that letters to be printed and posted are put in; default `letters/` in the home",
    "INGLENOOK_LETTER_GATEWAY": "`folder` (default) or `notify-letters`, which prints and posts",
    "INGLENOOK_LOG": "level of the log: DEBUG, INFO, WARNING (default), ERROR",
    "INGLENOOK_NOTIFY_KEY": "the API key of GOV.UK Notify",
    "INGLENOOK_NOTIFY_TEMPLATE": "the id of Notify's text template whose whole body is `((text))`",
    "INGLENOOK_NOTIFY_URL": "the address of Notify's API",
    "INGLENOOK_PRIVATE_FEEDS": "1 lets feeds of services be read from addresses of the own network",
    "INGLENOOK_PUSH_CONTACT": "whom push services may write to, `mailto:` or `https:`",
    "INGLENOOK_SECRET_KEY": "the key that signs sessions; without it one is made and kept in the home",
    "INGLENOOK_SIGN_UP": "1 (default) lets people begin by themselves, without a practice; 0 leaves it to invitations",
    "INGLENOOK_SMTP_HOST": "the mail server; default localhost",
    "INGLENOOK_SMTP_PASSWORD": "the password for the mail server",
    "INGLENOOK_SMTP_PORT": "the port of the mail server; default 25",
    "INGLENOOK_SMTP_TLS": "1 encrypts the way to the mail server (STARTTLS)",
    "INGLENOOK_SMTP_USER": "the user name for the mail server",
    "INGLENOOK_TEXT_GATEWAY": "what carries text messages: `notify` or `http`; without it none go out",
    "INGLENOOK_TEXT_KEY": "the bearer token for the gateway `http`",
    "INGLENOOK_TEXT_PENCE": "what one part of a text message costs, in pence; default 2.4",
    "INGLENOOK_TEXT_URL": "the address of the gateway `http`",
    "INGLENOOK_TODAY": "a fixed day (YYYY-MM-DD) for demonstrations and tests",
    "INGLENOOK_URL": "the address people use, for links in letters and e-mails; https switches secure cookies on",
    "PORT": "the web port; default 8000",
}

PAGES: dict[str, Callable[[], str]] = {
    "roles.md": roles,
    "tables.md": tables,
    "pages.md": pages,
    "settings.md": settings,
    "review-cycle.md": planning.cycle,
    "recall.md": planning.recall,
    "gather.md": planning.gather,
    "referral-states.md": community.referrals,
}


def write() -> list[str]:
    """Write every page anew; the names of those that changed."""
    changed = []
    for name, text in made().items():
        path = DOCS / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            changed.append(name)
    return changed


def made() -> dict[str, str]:
    return {name: MADE + make() for name, make in PAGES.items()}


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"
