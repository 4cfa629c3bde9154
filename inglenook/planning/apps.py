from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "inglenook.planning"
    label = "planning"
    verbose_name = "Care and support planning"
