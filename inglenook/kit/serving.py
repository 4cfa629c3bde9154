"""A kept film or recording served in pieces, so that one can jump about in it."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse

PIECE = 2_000_000  # bytes
RANGE = re.compile(r"bytes=(\d+)-(\d*)$")


def in_pieces(name: str, media_type: str, wanted: str) -> HttpResponse | FileResponse:
    """The whole file, or the piece of it that the header `Range` asks for."""
    asked = RANGE.match(wanted)
    if not asked:
        return FileResponse(default_storage.open(name), content_type=media_type, headers={"Accept-Ranges": "bytes"})
    first, size = int(asked[1]), default_storage.size(name)
    if first >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    last = min(int(asked[2] or size - 1), size - 1, first + PIECE - 1)
    with default_storage.open(name) as file:
        file.seek(first)
        piece = file.read(last - first + 1)
    said = {"Content-Range": f"bytes {first}-{last}/{size}", "Accept-Ranges": "bytes"}
    return HttpResponse(piece, media_type, status=206, headers=said)
