from django.apps import AppConfig


class WorkflowApp(AppConfig):
    name = "oneseal.workflow"
    label = "workflow"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.proof.ports import register
        from oneseal.workflow.proving import TIMERS
        from oneseal.workflow.sentences import SENTENCES

        register(TIMERS)
        sentences.register(SENTENCES)
