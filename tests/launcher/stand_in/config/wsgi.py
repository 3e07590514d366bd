"""A page that is well when the database answers."""

import os

import psycopg


def application(_environ, start_response):
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("SELECT 1")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"well"]
