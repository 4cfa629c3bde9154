"""The typeface of letters and plans, put there by `npm run build`: Atkinson Hyperlegible Next, made for low vision."""

from pathlib import Path

FAMILY = "Atkinson Hyperlegible Next"
FOLDER = Path(__file__).parent / "static" / "kit" / "built" / "fonts"
