"""Count what a page asks the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Of the transaction round it, and what a request within another's transaction asks to step back (core/access.py).
NOT_ASKED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config('role', 'none'")


def questions(client, address: str) -> list[str]:
    """The statements behind one page."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, response.status_code
    return [q["sql"] for q in asked if not q["sql"].startswith(NOT_ASKED)]
