"""Letters in every language: no letter of its script is missing, and a screen reader is told which language it is."""

import io
from dataclasses import replace

import pikepdf
import pytest

from inglenook.kit import catalogue, languages
from inglenook.messaging.gateways.base import Parcel
from inglenook.messaging.gateways.letter import pdf
from inglenook.messaging.letters import render_letters, render_run

from .test_letters import LETTER

# Every letter and sign of the alphabets, as the CLDR lists them (main exemplar characters).
LETTERS = {
    "en-gb": "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 “’” – … £ ° µ",
    "cy": "a á à â ä b c d e é è ê ë f g h i í ì î ï j k l m n o ó ò ô ö p q r s t u ú ù û ü v w ẃ ẁ ŵ ẅ x y ý ỳ ŷ ÿ z",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż Ą Ć Ę Ł Ń Ó Ś Ź Ż „”",
    "ur": "ا أ آ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ؤ ہ ھ ء ی ئ ے ة ، ؛ ؟ ۔",
    "pa": "ੳ ਅ ਆ ਐ ਔ ੲ ਇ ਈ ਏ ਉ ਊ ਓ ਸ ਸ਼ ਹ ਕ ਖ ਖ਼ ਗ ਗ਼ ਘ ਙ ਚ ਛ ਜ ਜ਼ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ ਪ ਫ ਫ਼ ਬ ਭ ਮ ਯ ਰ ਲ ਵ ੜ "
    "ਕਾ ਕਿ ਕੀ ਕੁ ਕੂ ਕੇ ਕੈ ਕੋ ਕੌ ਕੰ ਕਾਂ ਕੱ ।",
    "bn": "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ক ক্ষ খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ড় ঢ ঢ় ণ ত ৎ থ দ ধ ন প ফ ব ভ ম য য় র ল শ ষ স হ "
    "কা কি কী কু কূ কৃ কে কৈ কো কৌ কং কঃ কঁ ।",
}
TYPEFACES = {"ur": "NotoNastaliqUrdu", "pa": "NotoSansGurmukhi", "bn": "NotoSansBengali"}


def missing(made: bytes) -> int:
    """How many glyphs stand for a letter that no typeface has: number 0 of a font, two bytes each."""
    shown = []
    for page in pikepdf.open(io.BytesIO(made)).pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("Tj", "TJ"):
                parts = operands[0] if str(operator) == "TJ" else operands
                shown += [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    assert shown
    return sum(text[at : at + 2] == b"\0\0" for text in shown for at in range(0, len(text), 2))


def faces(made: bytes) -> str:
    found = pikepdf.open(io.BytesIO(made))
    return " ".join(
        str(one.BaseFont) for one in found.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
    )


def said_in(language: str) -> str:
    """Every letter of the catalogue and the alphabet."""
    translated = "" if language == languages.ENGLISH else "".join(str(one.string) for one in catalogue.words(language))
    return LETTERS[language] + " " + " ".join(sorted(set(translated)))


def letter(language: str):
    with languages.speaking(language):
        return replace(LETTER, opening=[said_in(language)], language=languages.tag(), side=languages.side())


@pytest.mark.parametrize("language", LETTERS)
def test_no_letter_of_the_script_is_missing(language):
    made = render_letters([letter(language)])[0]
    assert missing(made) == 0
    assert TYPEFACES.get(language, "AtkinsonHyperlegible") in faces(made)


def test_a_letter_that_no_typeface_has_would_be_found():
    assert missing(render_letters([replace(LETTER, opening=["ፊደል"])])[0]) == len("ፊደል")


@pytest.mark.parametrize("language", LETTERS)
def test_a_message_by_post_has_every_letter_and_says_its_language(language):
    parcel = Parcel(ref="a", to="1 High Street, Whitby", subject="Hello", body=said_in(language), language=language)
    made = pdf(parcel)
    assert missing(made) == 0
    assert str(pikepdf.open(io.BytesIO(made)).Root.Lang) == language.partition("-")[0]


def test_a_run_holds_letters_in_several_languages():
    made = render_run([letter(language) for language in ("en-gb", "ur", "bn")])
    assert missing(made) == 0
    assert all(face in faces(made) for face in ("NotoNastaliqUrdu", "NotoSansBengali", "AtkinsonHyperlegible"))
