from django.apps import AppConfig


class WorkbenchApp(AppConfig):
    name = "oneseal.workbench"
    label = "workbench"
