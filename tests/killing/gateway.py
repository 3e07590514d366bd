"""A text-message gateway in the test's own process: it outlives every kill and counts what it is given."""

from collections import Counter
from threading import Lock

from oneseal.simulation.outside.faults import FaultFile
from oneseal.simulation.outside.messages import SEND, taken_wrongly
from oneseal.simulation.outside.serving import System, serve
from tests.killing.settings_of_the_gateway import SMS_SECRET


class Gateway:
    """Every message as often as it was handed over, by its key; a real gateway sends a key once."""

    def __init__(self, folder):
        self.taken = Counter()
        self._lock = Lock()
        system = System("sms", SMS_SECRET, {SEND: self._take}, taken_wrongly, FaultFile(folder / "no-faults.json"))
        self._running = serve(system)

    @property
    def port(self):
        return self._running.port

    def _take(self, content):
        key = str(content["key"])
        with self._lock:
            self.taken[key] += 1
        return {"id": key, "state": "accepted"}

    def stop(self):
        self._running.stop()
