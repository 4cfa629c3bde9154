from django.apps import AppConfig


class BetweenConfig(AppConfig):
    name = "inglenook.between"
    label = "between"
    verbose_name = "Between appointments"

    def ready(self):
        from .alerts import today

        today.install()
