from django.apps import AppConfig


class JobsApp(AppConfig):
    name = "oneseal.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        from oneseal.foundation.jobs.proving import GIVEN_UP, PERIODIC
        from oneseal.foundation.proof.ports import register

        register(GIVEN_UP, PERIODIC)
