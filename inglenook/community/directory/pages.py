"""A feed on the web read page by page, whatever it says of itself."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import orjson

from .fetching import Fetcher, Unreachable
from .findings import Findings, Item, refused
from .rules import is_thin

PER_PAGE = 100
MOST_PAGES = 20_000
MOST_FAILURES = 20  # services in a row that do not answer, after which none more are asked for
CONTENTS = ("contents", "content", "items")  # as 3.0 says, as 1.0 said, as others do


@dataclass
class Paging:
    """What the pages so far said and were."""

    place: str
    findings: Findings
    seen: set[bytes] = field(default_factory=set)
    entries: int = 0
    total: int | None = None
    last: int | None = None

    def ends(self, page: dict, number: int) -> bool:
        """Whether this page is the last, by what it says; its number of pages outweighs its mark of a last page."""
        self.total = _whole(page.get("total_items", page.get("totalElements")), self.total)
        self.last = _whole(page.get("total_pages", page.get("totalPages")), self.last)
        marked = bool(page.get("last_page", page.get("last", False)))
        if marked and self.last is not None and number < self.last:
            self.findings.warn(
                f"{self.place} page {number}",
                f"it says it is the last of {self.last} pages; the rest was asked for",
                "set `last_page` on the last page alone",
            )
            return False
        return marked or (self.last is not None and number >= self.last)

    def loops(self, contents: list, number: int) -> bool:
        """Whether these very entries came on an earlier page."""
        digest = hashlib.md5(orjson.dumps(contents), usedforsecurity=False).digest()
        if contents and digest in self.seen:
            self.findings.lacking(
                f"{self.place} page {number}",
                "this page came before: the pages loop",
                "give each page its own entries and an end",
            )
            return True
        self.seen.add(digest)
        return False

    def count(self) -> None:
        """Hold what was read against what was announced."""
        if self.total is None or self.total == self.entries:
            return
        what = f"it says it has {self.total:,} entries and gave {self.entries:,}"
        say = self.findings.lacking if self.entries < self.total else self.findings.warn
        say(self.place, what, "count `total_items` over all pages")


def read_feed(base: str, fetcher: Fetcher, findings: Findings) -> Iterator[Item]:
    """All services of a feed, whole, and its taxonomies where it has any."""
    yield from _services(base, fetcher, findings)
    for kind, path in (("taxonomy", "taxonomies"), ("taxonomy_term", "taxonomy_terms")):
        yield from _entries(base, path, kind, fetcher, findings, needed=False)


def _services(base: str, fetcher: Fetcher, findings: Findings) -> Iterator[Item]:
    failures = 0
    for entry in _entries(base, "services", "service", fetcher, findings, needed=True):
        if not isinstance(entry.document, dict) or not is_thin(entry.document) or failures >= MOST_FAILURES:
            yield entry
            continue
        whole = _whole_service(base, entry, fetcher, findings)
        failures = 0 if whole else failures + 1
        if failures == MOST_FAILURES:
            findings.lacking("services/{id}", f"{failures} in a row gave nothing; none more were asked for", "answer")
        if whole:
            yield whole


def _whole_service(base: str, entry: Item, fetcher: Fetcher, findings: Findings) -> Item | None:
    """The service by itself, where the list gives only its outline; None when it cannot be had."""
    asked = str(entry.document.get("id", ""))  # type: ignore[attr-defined]
    if not asked:
        return entry
    place = f"services/{asked}"[:300]
    try:
        found, wrong = fetcher.json(_url(base, f"services/{quote(asked, safe='')}"))
    except Unreachable as error:
        findings.lacking(place, error.what, error.mend)
        return None
    if wrong:
        findings.warn(place, f"the answer is {wrong}", "answer in UTF-8")
    if not isinstance(found, dict) or str(found.get("id")) != asked:
        findings.lacking(place, "it gives another id than the list does", "keep ids the same everywhere")
        return None
    return Item(place, "service", found)


def _entries(base: str, path: str, kind: str, fetcher: Fetcher, findings: Findings, *, needed: bool) -> Iterator[Item]:
    paging = Paging(path, findings)
    extra = {"full": "true"} if needed else {}
    for number in range(1, MOST_PAGES + 1):
        try:
            page = _page(base, path, number, extra, fetcher, findings)
        except Unreachable as error:
            if number == 1 and not needed:
                return
            if number == 1:
                raise refused(f"{path} page 1", error.what, error.mend) from None
            findings.lacking(f"{path} page {number}", error.what, error.mend)
            return
        contents = contents_of(page)
        if contents is None:
            if number == 1 and needed:
                raise refused(f"{path} page 1", "there is no list of entries", "give `contents`, a list")
            findings.lacking(f"{path} page {number}", "there is no list of entries", "give `contents`, a list")
            return
        if paging.loops(contents, number):
            return
        paging.entries += len(contents)
        for n, document in enumerate(contents, 1):
            yield Item(_place(path, number, n, document), kind, document)
        if not contents or not isinstance(page, dict) or paging.ends(page, number):
            paging.count()
            return
    findings.lacking(path, f"there are more than {MOST_PAGES:,} pages", "give more entries on a page")


def _page(base: str, path: str, number: int, extra: dict, fetcher: Fetcher, findings: Findings):
    """One page; a server that does not know `full` is asked again without, and from then on."""
    try:
        page, wrong = fetcher.json(_url(base, path, page=number, per_page=PER_PAGE, **extra))
    except Unreachable as error:
        if not extra or error.status not in (400, 404, 422, 500):
            raise
        extra.clear()
        page, wrong = fetcher.json(_url(base, path, page=number, per_page=PER_PAGE))
    if wrong:
        findings.warn(f"{path} page {number}", f"the answer is {wrong}", "answer in UTF-8")
    return page


def contents_of(page) -> list | None:
    if isinstance(page, list):
        return page
    found = next((page[name] for name in CONTENTS if name in page), None) if isinstance(page, dict) else None
    return found if isinstance(found, list) else None


def _url(base: str, path: str, **query) -> str:
    """An address under a feed's root, which may itself have a query (a key, say)."""
    parts = urlsplit(base)
    joined = "&".join(part for part in (parts.query, urlencode(query)) if part)
    return urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rstrip('/')}/{path}", joined, ""))


def _place(path: str, page: int, n: int, document) -> str:
    named = str(document.get("id", "")) if isinstance(document, dict) else ""
    return f"{path} page {page}, {n}: {named}"[:200]


def _whole(given, before: int | None) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) else before
