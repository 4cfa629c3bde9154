"""What a file is by its content, and the same made safe: a photo drawn anew, a film without the place it was taken."""

import re
from dataclasses import dataclass
from io import BytesIO

from django.core.files import File
from PIL import Image, ImageOps, UnidentifiedImageError

from ..models import AboutMedia
from . import films

MOST_BYTES = 100_000_000
MOST_PIXELS = 40_000_000  # as many take 160 MB while they are looked at
SIDE = 2048  # pixels of a photo's longer side, as kept
QUALITY = 85
PHOTOS = ("JPEG", "PNG", "WEBP", "GIF")
TAKEN = "a photo (JPEG, PNG or WebP), a recording (MP3, M4A, WAV or Ogg) or a film (MP4, MOV or WebM)"

Kind = AboutMedia.Kind


class NotTaken(Exception):
    """The file is not what can be shown here."""


@dataclass(frozen=True)
class Taken:
    """A file ready to be kept: what it is, and its content."""

    kind: str
    media_type: str
    ending: str
    name: str
    file: File


def take(file: File, name: str) -> Taken:
    """Judge a file by what is in it, whatever its name says. Raises NotTaken."""
    file.seek(0)
    head = file.read(64 * 1024)
    file.seek(0)
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")) or (head[:4], head[8:12]) == (
        b"RIFF",
        b"WEBP",
    ):
        return Taken(Kind.PHOTO, "image/jpeg", ".jpg", name, _redrawn(file))
    if head[4:8] == b"ftyp":
        return _film(file, name)
    for kind, media_type, ending, is_one in LISTENED:
        if is_one(head, file.size):
            return Taken(kind, media_type, ending, name, file)
    raise NotTaken


def _redrawn(file: File) -> File:
    """The photo as pixels alone, upright, in a size for a page: whatever else the file carried is gone."""
    try:
        with Image.open(file, formats=PHOTOS) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                raise NotTaken
            photo.thumbnail((SIDE, SIDE))
            drawn = ImageOps.exif_transpose(photo).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotTaken from error
    page = Image.new("RGB", drawn.size, "white")
    page.paste(drawn, mask=drawn.getchannel("A"))
    kept = BytesIO()
    page.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return File(kept)


def _film(file: File, name: str) -> Taken:
    """An MP4, or what is made like one; without film in it, a recording."""
    try:
        clean = films.without_places(file)
    except films.NoFilm as error:
        raise NotTaken from error
    if films.shows_pictures(clean):
        return Taken(Kind.VIDEO, "video/mp4", ".mp4", name, clean)
    return Taken(Kind.AUDIO, "audio/mp4", ".m4a", name, clean)


def _is_wav(head: bytes, size: int) -> bool:
    return head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt " and int.from_bytes(head[4:8], "little") <= size


def _is_mp3(head: bytes, size: int) -> bool:
    """Two frames, the second where the first one's length says (ISO 11172-3, layer III)."""
    start = 0
    if head[:3] == b"ID3":
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    if start >= len(head) - 4:  # a large picture in its tag: what follows lies further on
        return head[3] in (2, 3, 4) and start < size
    length = _length_of_frame(head[start : start + 4])
    return bool(length) and head[start + length : start + length + 1] == b"\xff"


BITRATES = {  # kbit/s of layer III, by the version's two bits
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000)}  # Hz


def _length_of_frame(header: bytes) -> int:
    """Bytes of the frame; 0 when these four bytes begin none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate = header[1] >> 3 & 3, header[2] >> 2 & 3
    if version not in RATES or rate == 3:
        return 0
    kbits = BITRATES[version][header[2] >> 4]
    return (144 if version == 3 else 72) * kbits * 1000 // RATES[version][rate] + (header[2] >> 1 & 1)


def _is_ogg(head: bytes, size: int) -> bool:
    return head[:5] == b"OggS\0" and (b"OpusHead" in head[:128] or b"\x01vorbis" in head[:128])


def _is_webm(head: bytes, size: int) -> bool:
    return head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64] and bool(re.search(rb"[VA]_[A-Z]", head))


def _is_webm_sound(head: bytes, size: int) -> bool:
    return _is_webm(head, size) and b"V_" not in head


LISTENED = (
    (Kind.AUDIO, "audio/wav", ".wav", _is_wav),
    (Kind.AUDIO, "audio/mpeg", ".mp3", _is_mp3),
    (Kind.AUDIO, "audio/ogg", ".ogg", _is_ogg),
    (Kind.AUDIO, "audio/webm", ".weba", _is_webm_sound),
    (Kind.VIDEO, "video/webm", ".webm", _is_webm),
)
