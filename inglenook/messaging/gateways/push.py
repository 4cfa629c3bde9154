"""Notices in a browser: Web Push (RFC 8030) with VAPID (RFC 8292).

A push service cannot be asked what it has. The notice carries our reference as its topic and its tag, so that a second
one takes the place of the first.
"""

import json
from pathlib import Path

from pywebpush import WebPushException, webpush
from requests import RequestException

from .base import OneWay, Parcel, Refused, Unsure
from .vapid import key

GONE = {404, 410}
AGAIN = {408, 425, 429}
KEPT = 24 * 60 * 60  # seconds that the push service keeps a notice for a browser that sleeps


class Push(OneWay):
    name = "push"

    def __init__(self, *, key_file: Path, contact: str, timeout: float = 10) -> None:
        self.key_file, self.contact, self.timeout = key_file, contact, timeout

    def send(self, parcel: Parcel) -> str:
        try:
            webpush(
                {"endpoint": parcel.to, "keys": dict(parcel.push_keys)},
                json.dumps({"title": parcel.subject, "body": parcel.body, "tag": parcel.ref}),
                vapid_private_key=key(self.key_file),
                vapid_claims={"sub": self.contact},
                ttl=KEPT,
                timeout=self.timeout,
                headers={"Topic": parcel.ref.replace("-", "")},
            )
        except WebPushException as error:
            raise _judged(error) from None
        except (RequestException, OSError) as error:
            raise Unsure(f"Push service: {type(error).__name__}") from None
        return parcel.ref


def _judged(error: WebPushException) -> Exception:
    code = getattr(error.response, "status_code", 0)
    if 400 <= code < 500 and code not in AGAIN:
        return Refused(f"Push service: {code}", dead=code in GONE)
    return Unsure(f"Push service: {code or 'no answer'}")
