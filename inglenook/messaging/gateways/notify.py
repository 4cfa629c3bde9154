"""GOV.UK Notify, through its own client: texts, and letters as PDF.

Notify has templates of its own; ours is one whose whole body is `((text))`. It takes no idempotency key, so a hand-over
that broke off is looked up by reference. See https://docs.notifications.service.gov.uk/python.html.
"""

import io
import threading
from collections.abc import Mapping
from typing import Any

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from .base import MAY_PASS, Inbound, Parcel, Refused, State, Status, Unsure, moment
from .letter import pdf

STATES = {
    "delivered": State.DELIVERED,
    "received": State.DELIVERED,  # letters
    "permanent-failure": State.UNREACHABLE,
    "temporary-failure": State.FAILED,
    "technical-failure": State.FAILED,
    "validation-failed": State.FAILED,
    "virus-scan-failed": State.FAILED,
}


class Notify:
    """Texts; `NotifyLetters` posts letters."""

    name = "notify"

    def __init__(self, *, url: str, key: str, template: str, timeout: float = 10) -> None:
        self.settings = {"base_url": url, "api_key": key, "timeout": timeout}
        self.template = template
        self._own = threading.local()  # the client is not for several threads

    @property
    def client(self) -> NotificationsAPIClient:
        if not hasattr(self._own, "client"):
            self._own.client = NotificationsAPIClient(**self.settings)
        return self._own.client

    def send(self, parcel: Parcel) -> str:
        return self._asked(self._send, parcel)["id"]

    def _send(self, parcel: Parcel) -> dict:
        return self.client.send_sms_notification(
            phone_number=parcel.to,
            template_id=self.template,
            personalisation={"text": parcel.body},
            reference=parcel.ref,
        )

    def find(self, ref: str) -> str | None:
        found = self._asked(lambda: self.client.get_all_notifications(reference=ref))["notifications"]
        return found[0]["id"] if found else None

    def read_status(self, said: Mapping[str, Any]) -> Status:
        at = moment(said.get("completed_at") or said.get("sent_at"))
        return Status(said.get("reference") or "", said["id"], STATES.get(said["status"]), at)

    def read_inbound(self, said: Mapping[str, Any]) -> Inbound:
        return Inbound(said["id"], said["source_number"], said["message"], moment(said.get("date_received")))

    def _asked(self, ask, *arguments) -> Any:
        try:
            return ask(*arguments)
        except APIError as error:
            code = error.status_code
            if 400 <= code < 500 and code not in MAY_PASS:
                raise Refused(f"Notify: {code}") from None  # what it says may repeat the number
            raise Unsure(f"Notify: {code}") from None
        except (OSError, KeyError, TypeError) as error:
            raise Unsure(f"Notify: {type(error).__name__}") from None


class NotifyLetters(Notify):
    """Letters that Notify prints and posts."""

    name = "notify-letters"

    def _send(self, parcel: Parcel) -> dict:
        return self.client.send_precompiled_letter_notification(parcel.ref, io.BytesIO(pdf(parcel)), "second")
