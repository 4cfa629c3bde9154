"""Letters: a PDF in a folder for whoever prints and posts."""

from pathlib import Path

import orjson

from inglenook.core import clock
from inglenook.kit import languages
from inglenook.kit.paper import typeset

from .base import OneWay, Parcel, Unsure

TEMPLATE = Path(__file__).parents[1] / "letters" / "templates" / "message.typ"


class Folder(OneWay):
    """Each letter once, under its reference, in a folder for each day; a second hand-over writes the same file."""

    name = "folder"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, parcel: Parcel) -> str:
        if found := self.find(parcel.ref):
            return found
        day = self.folder / clock.today().isoformat()
        try:
            day.mkdir(parents=True, exist_ok=True)
            (day / f".{parcel.ref}").write_bytes(pdf(parcel))
            (day / f".{parcel.ref}").rename(day / f"{parcel.ref}.pdf")  # whole or not there
        except OSError as error:
            raise Unsure(f"Folder of letters: {type(error).__name__}") from None
        return f"{day.name}/{parcel.ref}.pdf"

    def find(self, ref: str) -> str | None:
        found = next(self.folder.glob(f"*/{ref}.pdf"), None)
        return str(found.relative_to(self.folder)) if found else None


def pdf(parcel: Parcel) -> bytes:
    """The letter as tagged PDF, its address where envelopes have their window."""
    with languages.speaking(parcel.language):
        spoken = {"language": languages.tag().partition("-")[0], "side": languages.side()}
    letter = spoken | {
        "to": parcel.name,
        "address": [line.strip() for line in parcel.to.split(",") if line.strip()],
        "title": parcel.subject,
        "paragraphs": parcel.body.split("\n\n"),
        "reference": parcel.ref,
        "large_print": parcel.large_print,
    }
    return typeset(TEMPLATE, title=parcel.subject, author="", data=orjson.dumps(letter))
