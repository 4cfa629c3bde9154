from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BetweenConfig(AppConfig):
    name = "inglenook.between"
    label = "between"
    verbose_name = "Between appointments"

    def ready(self):
        from .alerts import today
        from .programmes.loading import load_programmes

        post_migrate.connect(load_programmes, sender=self, dispatch_uid="inglenook.between.programmes")
        today.install()
