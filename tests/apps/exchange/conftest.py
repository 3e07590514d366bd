"""The outside systems of the demo city at work on free loopback ports, with every fault at hand."""

import pytest

from oneseal.foundation.keys import InstallationKeys
from oneseal.foundation.outside.services import forget_failures
from oneseal.simulation.outside.city import city_systems
from oneseal.simulation.outside.faults import FaultFile
from oneseal.simulation.outside.messages import Postbox
from oneseal.simulation.outside.serving import serve

KEYS = InstallationKeys(b"k" * 32)


class Outside:
    """The running systems: switch a fault, stop one, read what the message gateway took."""

    def __init__(self, folder):
        self.faults = FaultFile(folder / "faults.json")
        self._postbox = Postbox.at(folder / "outside-sms.jsonl")
        systems = city_systems(folder, faults=self.faults, keys=KEYS)
        self.systems = {system.name: system for system in systems}
        self._running = {system.name: serve(system) for system in systems}

    def places(self):
        return {
            name: {"url": f"http://127.0.0.1:{running.port}", "secret": self.systems[name].secret}
            for name, running in self._running.items()
        }

    @property
    def sms(self):
        return self._postbox.rows()

    def stop(self, *names):
        for name in names or list(self._running):
            self._running.pop(name).stop()


@pytest.fixture
def outside(tmp_path, settings):
    """Return the running outside systems, named in the settings."""
    forget_failures()
    found = Outside(tmp_path)
    settings.ONESEAL_OUTSIDE = found.places()
    settings.ONESEAL_SENDERS = {"sms": "oneseal.foundation.notify.senders.SmsGateway"}
    yield found
    found.stop()
    forget_failures()
