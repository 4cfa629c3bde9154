"""What is sent to a person about their own referral, from `data/referral_texts.yaml`."""

from pathlib import Path

from inglenook.messaging.wordings import Wordings

from . import rules

PREFIX = "referral"
TEXTS = Wordings(
    Path(__file__).resolve().parents[1] / "data" / "referral_texts.yaml",
    prefix=PREFIX,
    about="A referral",
    worst={
        "team": "The Old Railway Road Primary Care Network",
        "phone": "+44 1632 960 0001",
        "says": max((reason.you for reason in rules.reasons().values()), key=len),
    },
)
