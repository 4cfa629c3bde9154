"""QR codes (ISO/IEC 18004) with low correction, fast enough for print runs.

The `qrcode` library draws a code of each size once; from these it is learnt where each bit goes. What differs between
addresses, their bits and the Reed-Solomon correction of these, is worked out here, by table.
"""

from dataclasses import dataclass
from functools import cache
from itertools import chain, cycle, islice, zip_longest

MASK = 3  # any of the eight reads well; trying them all, as the library would, takes ten times as long
LIGHT = 255  # and 0 is dark
IN_CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # these take 5.5 bits each, others 8
VERSIONS = range(1, 10)  # up to here a text's length takes 9 bits in capitals, else 8
FILLING = b"\xec\x11"  # stands by turns where the text leaves room


@dataclass(frozen=True)
class Code:
    """A QR code: `side` modules square, `pixels` row by row as bytes of grey."""

    side: int
    pixels: list[int]


@dataclass(frozen=True)
class Size:
    """A version of the code: how it looks when all its bits are 0, and where each bit goes."""

    side: int
    blank: list[int]
    places: list[int]
    blocks: list[tuple[int, int]]  # bytes of data and of correction
    capacity: int  # bytes of data


def make_code(address: str) -> Code:
    """The smallest QR code that holds the address: smaller when that is in capitals. ValueError when none does."""
    bits = _bits(address)
    size = next((size for size in map(_size, VERSIONS) if len(bits) <= 8 * size.capacity), None)
    if size is None:
        raise ValueError("The address is too long for a QR code on a letter")
    pixels = size.blank.copy()
    corrected = "".join(f"{byte:08b}" for byte in _corrected(_filled(bits, size.capacity), size.blocks))
    for place, bit in zip(size.places, corrected, strict=False):
        if bit == "1":
            pixels[place] ^= LIGHT
    return Code(size.side, pixels)


def _bits(address: str) -> str:
    """The address as binary digits: its mode, its length, then its characters, two at once when in capitals."""
    if not set(address) <= set(IN_CAPITALS):
        data = address.encode()
        return f"0100{len(data):08b}" + "".join(f"{byte:08b}" for byte in data)
    values = [IN_CAPITALS.index(character) for character in address]
    pairs = "".join(f"{45 * first + second:011b}" for first, second in zip(values[::2], values[1::2], strict=False))
    return f"0010{len(values):09b}{pairs}" + (f"{values[-1]:06b}" if len(values) % 2 else "")


def _filled(bits: str, capacity: int) -> bytes:
    """So many bytes: the bits, four zeros that end them as far as there is room, and what fills the rest."""
    ended = (bits + "0000")[: 8 * capacity]
    ended += "0" * (-len(ended) % 8)
    data = int(ended, 2).to_bytes(len(ended) // 8)
    return data + bytes(islice(cycle(FILLING), capacity - len(data)))


def _corrected(data: bytes, blocks: list[tuple[int, int]]) -> list[int]:
    """The data with its correction, the blocks dealt out like cards."""
    parts, corrections, start = [], [], 0
    for length, count in blocks:
        parts.append(data[start : start + length])
        corrections.append(_correction(parts[-1], count))
        start += length
    dealt = chain.from_iterable(chain(zip_longest(*parts), zip_longest(*corrections)))
    return [byte for byte in dealt if byte is not None]


def _correction(data: bytes, count: int) -> bytes:
    """The remainder of the data, as a polynomial, by the generator of so many bytes of correction."""
    multiples, lowest, remainder = _multiples(count), 8 * (count - 1), 0
    kept = (1 << lowest) - 1
    for byte in data:
        remainder = (remainder & kept) << 8 ^ multiples[byte ^ remainder >> lowest]
    return remainder.to_bytes(count)


@cache
def _multiples(count: int) -> list[int]:
    """Each byte times the generator of degree `count` over GF(256), without the leading term, as one number."""
    from qrcode.base import gexp, glog
    from qrcode.LUT import rsPoly_LUT

    logs = [glog(term) for term in rsPoly_LUT[count][1:]]
    return [0, *(int.from_bytes(bytes(gexp(glog(byte) + log) for log in logs)) for byte in range(1, 256))]


@cache
def _size(version: int) -> Size:
    """Learn a version from the library's codes: in the n-th, those bits are 1 whose number has its n-th digit 1."""
    from qrcode.base import rs_blocks
    from qrcode.constants import ERROR_CORRECT_L

    blocks = [(block.data_count, block.total_count - block.data_count) for block in rs_blocks(version, ERROR_CORRECT_L)]
    count = 8 * sum(map(sum, blocks))
    blank = _drawn(version, [0] * count)
    numbers = [0] * len(blank)
    for digit in range(count.bit_length()):
        drawn = _drawn(version, [number >> digit & 1 for number in range(1, count + 1)])
        numbers = [n | (a != b) << digit for n, a, b in zip(numbers, blank, drawn, strict=True)]
    places = sorted((place for place, number in enumerate(numbers) if number), key=numbers.__getitem__)
    return Size(version * 4 + 17, blank, places, blocks, sum(length for length, _ in blocks))


def _drawn(version: int, bits: list[int]) -> list[int]:
    """The pixels of the library's code for these bits, correction among them."""
    import qrcode  # loads an imaging library, which only letters need
    from qrcode.constants import ERROR_CORRECT_L

    code = qrcode.QRCode(version, ERROR_CORRECT_L, border=0, mask_pattern=MASK)
    digits = "".join(map(str, bits))
    code.data_cache = list(int(digits, 2).to_bytes(len(digits) // 8))
    code.makeImpl(False, MASK)
    return [0 if dark else LIGHT for row in code.modules for dark in row]
