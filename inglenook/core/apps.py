from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "inglenook.core"
    label = "core"
    verbose_name = "Organisations and access"
