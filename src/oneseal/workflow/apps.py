from django.apps import AppConfig


class WorkflowApp(AppConfig):
    name = "oneseal.workflow"
    label = "workflow"
