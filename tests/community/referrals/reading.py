"""A page as text."""


def read(client, address: str) -> str:
    return client.get(address).content.decode()
