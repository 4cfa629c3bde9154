from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "inglenook.web"
    label = "web"
