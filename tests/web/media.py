"""Files as telephones make them, and files that are not what they say, made here."""

import io
import struct
import wave

from PIL import Image

PLACE = b"+53.7996-001.5492/"  # Leeds, as a telephone writes it into a film


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A photo that says where it was taken, by whom, and which way up it is: its left edge is red as it was held."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, size[1] - 4, size[0], size[1]))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter to the right
    exif[0x013B] = "Amina Hussain"
    exif.get_ifd(0x8825)[1] = "N"
    kept = io.BytesIO()
    picture.save(kept, kind, exif=exif)
    return kept.getvalue()


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def film(track: bytes = b"vide", brand: bytes = b"isom") -> bytes:
    """The boxes of a film with one track, and the place where it was taken, as ISO 14496-12 has them."""
    handler = box(b"hdlr", bytes(8) + track + bytes(12))
    place = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0) + PLACE))
    movie = box(b"moov", box(b"trak", box(b"mdia", handler)) + place)
    return box(b"ftyp", brand + bytes(4)) + movie + box(b"mdat", b"pictures" * 40)


def recording() -> bytes:
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    return kept.getvalue()


def mp3() -> bytes:
    """Three frames of silence: MPEG 1 layer III, 128 kbit/s, 44.1 kHz, so 417 bytes each (ISO 11172-3)."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * 3


def ogg() -> bytes:
    return b"OggS\0\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(40)


def webm() -> bytes:
    return b"\x1a\x45\xdf\xa3\x93\x42\x82\x88webm" + bytes(30) + b"\x86\x85V_VP9" + bytes(30)


class Endless(io.RawIOBase):
    """A request's body, so many zeros between its head and its tail, that is never held anywhere at once."""

    def __init__(self, head: bytes, zeros: int, tail: bytes):
        self.parts = [io.BytesIO(head), zeros, io.BytesIO(tail)]
        self.length = len(head) + zeros + len(tail)

    def read(self, most: int = 65536) -> bytes:
        head, zeros, tail = self.parts
        if piece := head.read(most):
            return piece
        self.parts[1] = max(0, zeros - most)
        return bytes(min(most, zeros)) or tail.read(most)
