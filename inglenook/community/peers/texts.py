"""What is sent about a peer supporter, from `data/peer_texts.yaml`."""

from pathlib import Path

from inglenook.messaging.wordings import Wordings
from inglenook.people.needs import practice_number

from ..models import PeerMatch

PREFIX = "peer"
TEXTS = Wordings(
    Path(__file__).resolve().parents[1] / "data" / "peer_texts.yaml",
    prefix=PREFIX,
    about="A peer supporter",
    worst={"peer": "Wilhelmina", "practice": "The Old Railway Road Health Centre", "phone": "+44 1632 960 0001"},
)


def values(match: PeerMatch) -> dict:
    """What the texts are filled with: of the volunteer the first name alone."""
    practice = match.person.practice
    return {
        "peer": match.peer_user.name.split(" ")[0],
        "practice": practice.name if practice else "",
        "phone": practice_number(match.person),
    }
