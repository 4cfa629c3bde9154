from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkforceConfig(AppConfig):
    name = "inglenook.workforce"
    label = "workforce"
    verbose_name = "Workforce"

    def ready(self):
        from .learning.loading import load_shipped

        post_migrate.connect(load_shipped, sender=self, dispatch_uid="inglenook.workforce.learning")
