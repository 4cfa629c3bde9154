"""Where people's words stand: in templates, in code, in files of data."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.extract import extract, extract_python

PACKAGE = Path(__file__).parent.parent
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "vital": None, "marked": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
# A comment where a schema knows all keys of the file.
PEOPLE_READ = re.compile(r"^(?:# )?people_read: (\[.*\])", re.MULTILINE)
JINJA = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "newstyle_gettext": "true", "silent": "false"}


def said_in(file: Path) -> Iterator[tuple]:
    """What a file says that people read: the words (or one and many of them), comments, context."""
    kind = ".jinja" if "jinja2" in file.parts else file.suffix
    method, sign, options = METHODS.get(kind, NONE)
    if method and re.search(sign, file.read_bytes()):  # reading all of every file takes long
        with file.open("rb") as opened:
            for _line, *said in extract(method, opened, KEYWORDS, ["Translators:"], options, strip_comment_tags=True):
                yield tuple(said)


def _words_of_code(file, keywords, comment_tags, options) -> Iterator[tuple]:
    """What goes through gettext, and why and at what professionals looked: the person reads that (`person_for`)."""
    source = file.read()
    yield from extract_python(BytesIO(source), keywords, comment_tags, options)
    tree = ast.parse(source)
    constants = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    looks = b"person_for" in source or b"person_of" in source
    for call in (node for node in ast.walk(tree) if looks and isinstance(node, ast.Call)):
        given = {part.arg: part.value for part in call.keywords}
        for said in (given.get("what"), given.get("reason")) if "what" in given else ():
            said = constants.get(said.id, said) if isinstance(said, ast.Name) else said
            if isinstance(said, ast.Constant):
                yield call.lineno, "gettext", said.value, []


def _words_of_data(file, keywords, comment_tags, options) -> Iterator[tuple]:
    """Words in a file of data, which says under `people_read` where in it people read them.

    A place is the end of a path of keys (`options/name`), or with a stroke before it the path from the top (`/title`).
    """
    text = file.read().decode()
    [places] = PEOPLE_READ.findall(text)
    ends = tuple(f"/{place}" for place in yaml.safe_load(places))
    for said in dict.fromkeys(_under(yaml.safe_load(text), ends)):
        yield 1, "gettext", said, []


def _under(node, ends: tuple[str, ...], at: str = "/", reads: bool = False) -> Iterator[str]:
    if isinstance(node, dict) and reads and "en" in node:
        yield node["en"]
    elif isinstance(node, dict):
        for key, held in node.items():
            path = f"{at}/{key}"
            yield from _under(held, ends, path, reads or path.endswith(ends))
    elif isinstance(node, list):
        for held in node:
            yield from _under(held, ends, at, reads)
    elif reads and isinstance(node, str) and node.strip():
        yield node


NONE: tuple = (None, b"", {})
METHODS: dict[str, tuple] = {
    ".py": (_words_of_code, b"import .*(gettext|marked|person_for|person_of)", {}),
    ".jinja": ("jinja2", rb"\b_\(|\btrans\b|\bdanger\(", JINJA),
    ".yaml": (_words_of_data, rb"(?m)^(# )?people_read:", {}),
}
