"""QR codes, fast enough for print runs."""

from dataclasses import dataclass

MASK = 3  # any of the eight reads well; trying them all, as the library would, takes ten times as long
DARK, LIGHT = 0, 255


@dataclass(frozen=True)
class Code:
    """A QR code: `side` modules square, `pixels` row by row as bytes of grey."""

    side: int
    pixels: list[int]


def make_code(address: str) -> Code:
    """The QR code of an address, with the smallest version that holds it."""
    import qrcode  # loads an imaging library, which only letters need
    from qrcode.constants import ERROR_CORRECT_L

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0, mask_pattern=MASK)
    code.add_data(address, optimize=0)
    code.make()
    return Code(len(code.modules), [DARK if dark else LIGHT for row in code.modules for dark in row])
