"""A stand-in for the application: the commands that the launcher calls, and a table of notes."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg

DATA = Path(os.environ["ONESEAL_DATA"])
TABLES = """
CREATE TABLE IF NOT EXISTS notes (id serial PRIMARY KEY, text text);
CREATE TABLE IF NOT EXISTS django_migrations (id serial PRIMARY KEY, app text, name text UNIQUE);
INSERT INTO django_migrations (app, name) VALUES ('notes', '0001_initial') ON CONFLICT DO NOTHING;
"""


def sql(statement):
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def prepare(*_options):
    sql(TABLES)
    for name in ("keys", "files"):
        (DATA / name).mkdir(mode=0o700, exist_ok=True)
    key = DATA / "keys" / "oneseal.key"
    if not key.exists():
        key.write_bytes(os.urandom(32))


def run_worker(*_options):
    # A child of its own, in a session of its own: the hardest thing to leave behind.
    subprocess.Popen(["sleep", "600"], start_new_session=True)
    signal.pause()


def run_outside(*_options):
    with socket.create_server(("127.0.0.1", int(os.environ["ONESEAL_OUTSIDE_PORT"]))):
        signal.pause()


def demo_accounts(*_options):
    row = {"role": "clerk", "username": "li", "password": "secret-word", "url": "/desk"}
    sys.stdout.write(json.dumps([row]))


def collectstatic(*_options):
    (DATA / "static").mkdir(exist_ok=True)


def doctor_checks(*_options):
    found = {"name": "Migrations", "ok": True, "detail": "applied", "mend": ""}
    sys.stdout.write(json.dumps([found]))


def query(statement):
    sys.stdout.write(json.dumps(sql(statement), default=str))


COMMANDS = {
    "prepare": prepare,
    "run_worker": run_worker,
    "run_outside": run_outside,
    "demo_accounts": demo_accounts,
    "collectstatic": collectstatic,
    "doctor_checks": doctor_checks,
    "sql": query,
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
