from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlanningConfig(AppConfig):
    name = "inglenook.planning"
    label = "planning"
    verbose_name = "Care and support planning"

    def ready(self):
        from .assigning import following as tasks
        from .preparation import following, links
        from .referring import needs, today

        following.install()
        post_migrate.connect(links.install, sender=self, dispatch_uid="inglenook.planning.links")
        today.install()
        needs.install()
        tasks.install()
