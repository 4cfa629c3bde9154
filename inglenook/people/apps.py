from django.apps import AppConfig
from django.db.models.signals import post_migrate

from inglenook.core import policies


class PeopleConfig(AppConfig):
    name = "inglenook.people"
    label = "people"
    verbose_name = "People"

    def ready(self):
        from .reference import load_reference

        # Signals come after all migrations, so every table of every room stands when these run.
        post_migrate.connect(policies.install, sender=self, dispatch_uid="inglenook.policies")
        post_migrate.connect(load_reference, sender=self, dispatch_uid="inglenook.reference")
