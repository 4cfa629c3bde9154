"""The demonstration's gateway: nothing leaves the machine, the on-page phone shows what would have."""

from collections.abc import Mapping
from typing import Any

from .base import Inbound, OneWay, Parcel


class Demo(OneWay):
    name = "demo"

    def send(self, parcel: Parcel) -> str:
        return parcel.ref

    def read_inbound(self, said: Mapping[str, Any]) -> Inbound:
        return Inbound(said["id"], said["from"], said["text"])
