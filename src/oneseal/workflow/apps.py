from django.apps import AppConfig


class WorkflowApp(AppConfig):
    name = "oneseal.workflow"
    label = "workflow"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.workflow.sentences import SENTENCES

        sentences.register(SENTENCES)
