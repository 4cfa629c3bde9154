"""The connection to the database, which a process keeps from request to request."""

import psycopg
import pytest
from django.db import close_old_connections, connection

from inglenook.exchange.store import address


@pytest.mark.django_db(transaction=True)
def test_one_that_the_server_ended_is_made_anew_for_the_next_request():
    connection.ensure_connection()
    ended = connection.connection.info.backend_pid
    with psycopg.connect(address(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    close_old_connections()  # what Django does as a request begins
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert connection.connection.info.backend_pid != ended
