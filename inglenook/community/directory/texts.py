"""Texts of a feed made plain: no markup, no scripts, no characters that break, none broken by a wrong encoding."""

import html
import re

DOUBTFUL = re.compile(r"[<&\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]|â€|Ã[\x80-\xbf©¨´¶¼]|GÇ.|ΓÇ.")
_SCRIPT = re.compile(r"<\s*(script|style|iframe|object|template)\b.*?(</\s*\1\s*>|$)", re.I | re.S)
_BREAK = re.compile(r"<\s*(br|/p|/li|/div|/h\d)\b[^>]*>", re.I)
_TAG = re.compile(r"<(?=[a-zA-Z/!?])[^>]*(>|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BROKEN = re.compile(r"(?:â€.|Ã.|GÇ.|ΓÇ.)")
_GREEK = str.maketrans({"G": "Γ"})


def plain(text: str) -> tuple[str, str]:
    """The text as plain text, and what was wrong with it ("" when nothing was).

    An entity may hide markup, so both are taken off until nothing changes.
    """
    if not DOUBTFUL.search(text):
        return text.strip(), ""
    whole = html.unescape(html.unescape(text))
    found = [_script_in(whole), "markup" if _TAG.search(whole) else "", _control_in(text), _encoding_in(text)]
    for _ in range(4):
        before, text = text, _CONTROL.sub("", _TAG.sub("", _BREAK.sub("\n", _SCRIPT.sub("", html.unescape(text)))))
        if text == before:
            break
    return _BROKEN.sub(_whole, text).strip(), next((what for what in found if what), "")


def _script_in(text: str) -> str:
    return "a script" if _SCRIPT.search(text) else ""


def _control_in(text: str) -> str:
    return "control characters" if _CONTROL.search(text) else ""


def _encoding_in(text: str) -> str:
    return "characters of a wrong encoding" if "\ufffd" in text or _BROKEN.sub(_whole, text) != text else ""


def _whole(broken: re.Match) -> str:
    """The character that UTF-8 read as another encoding has become, or the text as it was."""
    for encoding in ("cp1252", "cp437"):
        try:
            return broken[0].translate(_GREEK).encode(encoding).decode()
        except UnicodeError:
            continue
    return broken[0]
