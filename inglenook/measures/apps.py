from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "inglenook.measures"
    label = "measures"
    verbose_name = "Measures"
