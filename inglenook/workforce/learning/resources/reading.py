"""What comes with Inglenook: articles, guides and case studies as Markdown files, and the library of links."""

from functools import cache
from pathlib import Path

from ...models import Resource
from .. import text
from ..documents import read_markdown, read_yaml
from ..faults import Faulty
from ..vocabulary import DATA

WORDS = (
    "kind",
    "title",
    "about",
    "audience",
    "topics",
    "minutes",
    "body",
    "link",
    "sources",
    "reviewed_on",
    "checked_on",
)


def shipped() -> list[Resource]:
    """All of them, not kept yet. Raises Faulty for a file that is not as it should be."""
    return [Resource(state=Resource.State.PUBLISHED, **said) for said in _said()]


@cache
def _said() -> list[dict]:
    """What the files say, read once."""
    return [*map(_article, sorted((DATA / "resources").glob("*.md"))), *_links()]


def _article(path: Path) -> dict:
    about, body, below = read_markdown(path.name, path.read_text(), "resource")
    if faults := list(text.faults(path.name, body, below=below)):
        raise Faulty(faults)
    return about | {"key": path.stem, "body": body.strip(), "sources": "\n".join(about["sources"])}


def _links() -> list[dict]:
    library = read_yaml("links.yaml", (DATA / "links.yaml").read_text(), "links")
    return [one | {"key": f"link-{_key(one['link'])}", "kind": Resource.Kind.LINK} for one in library["links"]]


def _key(link: str) -> str:
    """A name that stays while the address does."""
    letters = "".join(letter if letter.isalnum() else "-" for letter in link.split("://", 1)[1].lower())
    return letters.strip("-")[-50:].strip("-")


def keep(found: list[Resource]) -> None:
    """Their rows as the files say; those that no file says any more are withdrawn."""
    Resource.objects.bulk_create(
        found, update_conflicts=True, unique_fields=["key"], update_fields=[*WORDS, "state", "written_at"]
    )
    gone = Resource.objects.filter(organisation=None).exclude(key__in=[one.key for one in found])
    gone.update(state=Resource.State.WITHDRAWN)
