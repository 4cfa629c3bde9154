"""What the person wants to talk about: a list they put in order, with or without JavaScript."""

from inglenook.kit.words import number

from ..models import Answer, Pack
from .forms import TOO_LONG, TopicForm, plain_text
from .rules import TOPIC_LIMIT, TOPICS


def changed(chosen: list[str], data) -> list[str]:
    """The list after what was pressed: `up`, `down` or `remove` name a place, `add` and `topic` bring words."""
    topics = list(chosen)
    for words in (data.get("add"), data.get("topic")):
        topics = _added(topics, words)
    for name, step in (("up", -1), ("down", 1)):
        if (place := _place(data.get(name), topics)) is not None:
            topics = _moved(topics, place, place + step)
    if (place := _place(data.get("remove"), topics)) is not None:
        del topics[place]
    return topics


def offered(pack: Pack, answers: dict[str, Answer], chosen: list[str]) -> list[str]:
    """Things one might want to talk about: what gets in the way, and results that are not where they should be."""
    in_the_way = answers["in_the_way"].choices if "in_the_way" in answers else []
    results = [
        f"My {entry['name'][0].lower()}{entry['name'][1:]}"
        for entry in pack.contents.get("results", [])
        if entry["tone"] != "good"
    ]
    return [topic for topic in [*in_the_way, *results] if topic not in chosen]


def was_cut(form: TopicForm) -> bool:
    cut = form.fields["topic"].was_cut(form.data.get("topic"))
    if cut:
        form.add_error("topic", TOO_LONG.format(limit=number(TOPIC_LIMIT)))
    return cut


def _added(topics: list[str], words: str | None) -> list[str]:
    words = " ".join(plain_text(words)[:TOPIC_LIMIT].split())
    return [*topics, words] if words and words not in topics and len(topics) < TOPICS else topics


def _place(typed: str | None, topics: list[str]) -> int | None:
    return int(typed) if typed and typed.isdecimal() and int(typed) < len(topics) else None


def _moved(topics: list[str], place: int, to: int) -> list[str]:
    if not 0 <= to < len(topics):
        return topics
    topics = list(topics)
    topics.insert(to, topics.pop(place))
    return topics
