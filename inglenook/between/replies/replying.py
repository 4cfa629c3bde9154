"""The words that go back to the person, in their language, by the way that they answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from inglenook.core import clock
from inglenook.kit import languages
from inglenook.kit.marking import marked
from inglenook.kit.words import spaced, translated
from inglenook.messaging.api import wake
from inglenook.messaging.models import ContactPoint, Message, Reply
from inglenook.messaging.templates import Sample, Text
from inglenook.people.needs import practice_number

from ..models import CheckIn
from ..programmes.api import in_language, text_of
from ..rules import Programme, Question
from . import wording

PREFIX = "reply"
SUBJECT = marked("Your answer")


@dataclass
class Speech:
    """What is said back, sentence by sentence."""

    language: str
    topic: str = ""
    sentences: list[str] = field(default_factory=list)

    def add(self, key: str, **values) -> None:
        self.sentences.append(wording.says(key, self.language, **values))

    def add_words(self, keys: Iterable[str], programme: Programme, check_in: CheckIn) -> None:
        """What the programme itself says."""
        values = gaps(check_in)
        self.sentences += [text_of(programme, key, self.language, values) for key in keys]

    def asked(self, questions: Iterable[Question]) -> list[str]:
        return [in_language(question.asks, self.language) for question in questions]

    @property
    def text(self) -> str:
        """All of it in one: several sentences may thank, the person is thanked once."""
        thanks = wording.says("thanks", self.language)
        said = " ".join([*self.sentences, wording.says("not_watched", self.language)])
        before, given, after = said.partition(f"{thanks} ")
        return before + given + after.replace(f"{thanks} ", "")

    def message(self, reply: Reply, *, is_urgent: bool = False) -> Message:
        """What goes out, by the way that the person wrote; not yet kept."""
        where = {"contact_point_id": reply.contact_point_id, "carer_id": reply.carer_id, "channel": reply.channel}
        return self._to(reply.person_id, f"reply:{reply.pk}", is_urgent, **where)

    def message_to(self, point: ContactPoint, *, key: str) -> Message:
        """What goes out at once to whoever has the phone."""
        where = {"contact_point_id": point.pk, "carer_id": point.carer_id, "channel": point.channel}
        return self._to(point.person_id, key, is_urgent=True, **where)

    def _to(self, person_id: int, key: str, is_urgent: bool, **where) -> Message:
        return Message(
            person_id=person_id,
            key=key,
            kind="reply",
            topic=self.topic,
            is_urgent=is_urgent,
            template=f"{PREFIX}:said",
            language=self.language,
            values={"text": self.text},
            due_at=clock.now(),
            **where,
        )


def gaps(check_in: CheckIn) -> dict[str, str]:
    """What fills the gaps in a programme's words."""
    person, carer = check_in.person, check_in.enrolment.carer
    practice = person.practice
    known_as = getattr(getattr(person, "preferences", None), "known_as", "") or person.given_name
    return wording.numbers() | {
        "name": carer.name.split(" ")[0] if carer else known_as,
        "practice": practice.name if practice else "",
        "phone": practice_number(person),
    }


def send(messages: list[Message]) -> None:
    """Put them in the ledger, each once, and wake the outbox."""
    if messages:
        Message.objects.bulk_create(messages, ignore_conflicts=True)
        wake()


def render(message: Message) -> Text:
    """The text of a message of ours, for the outbox."""
    with languages.speaking(message.language):
        return Text(translated(SUBJECT), message.values["text"])


def catalogue() -> Iterator[Sample]:
    """Every sentence of ours in each language with the longest values, followed by where to turn."""
    for language, sentences in wording.data("replies")["languages"].items():
        for key in sentences:
            speech = Speech(language)
            speech.add(key, **wording.LONGEST)
            yield Sample(f"{PREFIX}:{key}", f"After an answer: {spaced(key)}", language, Text(SUBJECT, speech.text))
