from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "inglenook.demo"
    label = "demo"
