"""Any other service for texts that takes JSON with an idempotency key, by configuration.

`POST {url}/messages` with `{"to", "text", "reference"}` and the header `Idempotency-Key` answers `{"id"}`; `GET
{url}/messages?reference=` answers `{"messages": [{"id"}]}`. It calls back with `{"id", "reference", "status", "at"}`,
where status is delivered, seen, failed or unreachable, and with `{"id", "from", "text", "at"}` for what comes in.
"""

import threading
from collections.abc import Mapping
from typing import Any

import requests

from .base import MAY_PASS, Inbound, Parcel, Refused, State, Status, Unsure, moment

GONE = 410


class Http:
    name = "http"

    def __init__(self, *, url: str, key: str, timeout: float = 10) -> None:
        self.url, self.key, self.timeout = f"{url.rstrip('/')}/messages", key, timeout
        self._own = threading.local()

    def send(self, parcel: Parcel) -> str:
        what = {"to": parcel.to, "text": parcel.body, "reference": parcel.ref}
        return self._asked("POST", json=what, headers={"Idempotency-Key": parcel.ref})["id"]

    def find(self, ref: str) -> str | None:
        found = self._asked("GET", params={"reference": ref})["messages"]
        return found[0]["id"] if found else None

    def read_status(self, said: Mapping[str, Any]) -> Status:
        state = State(said["status"]) if said["status"] in set(State) else None
        return Status(said.get("reference") or "", said["id"], state, moment(said.get("at")))

    def read_inbound(self, said: Mapping[str, Any]) -> Inbound:
        return Inbound(said["id"], said["from"], said["text"], moment(said.get("at")))

    def _asked(self, method: str, **what: Any) -> dict:
        try:
            answer = self._session().request(method, self.url, timeout=self.timeout, **what)
            code = answer.status_code
            if 400 <= code < 500 and code not in MAY_PASS:
                raise Refused(f"Gateway: {code}", dead=code == GONE)
            if code >= 300:
                raise Unsure(f"Gateway: {code}")
            return answer.json()
        except (OSError, ValueError) as error:  # requests' errors are OSErrors
            raise Unsure(f"Gateway: {type(error).__name__}") from None

    def _session(self) -> requests.Session:
        if not hasattr(self._own, "session"):
            self._own.session = requests.Session()
            self._own.session.headers["Authorization"] = f"Bearer {self.key}"
        return self._own.session
