from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommunityConfig(AppConfig):
    name = "inglenook.community"
    label = "community"
    verbose_name = "Community"

    def ready(self):
        from .find.concepts import load_phrases
        from .referrals import texts

        post_migrate.connect(load_phrases, sender=self, dispatch_uid="inglenook.community.phrases")
        texts.install()
