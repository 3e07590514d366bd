from django.apps import AppConfig


class WorkflowApp(AppConfig):
    name = "oneseal.workflow"
    label = "workflow"

    def ready(self) -> None:
        from oneseal.foundation.proof.ports import register
        from oneseal.workflow.proving import TIMERS

        register(TIMERS)
