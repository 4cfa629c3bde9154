from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "inglenook.workforce"
    label = "workforce"
    verbose_name = "Workforce"
