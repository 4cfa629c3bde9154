from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "inglenook.demo"
    label = "demo"
    verbose_name = "Demonstration"
