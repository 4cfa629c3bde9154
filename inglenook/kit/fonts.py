"""The typefaces of letters and plans, put there by `npm run build`."""

from pathlib import Path

FAMILY = "Atkinson Hyperlegible Next"  # made for low vision; it has the letters of Welsh and Polish
OF_SCRIPTS = {"ur": "Noto Nastaliq Urdu", "pa": "Noto Sans Gurmukhi", "bn": "Noto Sans Bengali"}
FOLDER = Path(__file__).parent / "static" / "kit" / "built" / "fonts"
