"""Films and their captions: what a file is by its content, and a film served in pieces."""

import re

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse

from inglenook.kit.serving import in_pieces

MOST_VIDEO = 100_000_000  # bytes
MOST_CAPTIONS = 500_000
TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}
CUE = re.compile(r"^(?:\d{2,}:)?\d{2}:\d{2}\.\d{3} --> (?:\d{2,}:)?\d{2}:\d{2}\.\d{3}", re.M)


def kind_of(file: UploadedFile) -> str:
    """The ending for a film's file, by what its first bytes say it is. Raises ValidationError."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    if head[4:8] == b"ftyp":
        return ".mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return ".webm"
    raise ValidationError("The film must be an MP4 or WebM file")


def captions_in(file: UploadedFile) -> str:
    """The text of a WebVTT file that has at least one caption. Raises ValidationError."""
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValidationError("The captions must be a WebVTT file, saved as UTF-8") from error
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", text) or not CUE.search(text):
        raise ValidationError("The captions must be a WebVTT file: its first line is WEBVTT, then times and words")
    return text


def store(file: UploadedFile, name: str) -> str:
    return default_storage.save(f"films/{name}{kind_of(file)}", file)


def serve(name: str, wanted: str) -> HttpResponse | FileResponse:
    """The film, or the piece of it that the header `Range` asks for."""
    return in_pieces(name, TYPES[name[name.rindex(".") :]], wanted)
