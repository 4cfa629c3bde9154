"""Packs and the messages that carry them: one message for each way that a pack was sent."""

from inglenook.core import clock
from inglenook.messaging.models import Message

from ..models import Pack


def attach(packs: list[Pack], *, channel: str, **fields) -> None:
    """Put a message for each pack in the ledger. A second one for the same pack and way is refused by its key."""
    messages = Message.objects.bulk_create(
        Message(
            key=f"pack:{pack.pk}:{channel}",
            person_id=pack.person_id,
            kind="pack",
            template=f"pack:{channel}",
            channel=channel,
            due_at=clock.now(),
            **fields,
        )
        for pack in packs
    )
    for pack, message in zip(packs, messages, strict=True):
        pack.message = message
    Pack.objects.bulk_update(packs, ["message"])
