"""Count what a page asks the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def questions(client, address: str) -> list[str]:
    """The statements behind one page. Savepoints are the test's own: a real request's transaction has none."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, response.status_code
    return [q["sql"] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
