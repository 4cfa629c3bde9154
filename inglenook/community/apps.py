from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommunityConfig(AppConfig):
    name = "inglenook.community"
    label = "community"
    verbose_name = "Community"

    def ready(self):
        from inglenook.messaging.hooks import on_reply

        from .directory.hooks import changed
        from .find import texts as find
        from .find.concepts import load_phrases
        from .find.tasks import on_change
        from .groups import texts as groups
        from .outcomes import inbox
        from .outcomes import texts as outcomes
        from .peers import texts as peers
        from .referrals import texts as referrals

        changed.connect(on_change, dispatch_uid="inglenook.community.listings")
        post_migrate.connect(load_phrases, sender=self, dispatch_uid="inglenook.community.phrases")
        for part in (find, outcomes, groups.TEXTS, peers.TEXTS, referrals.TEXTS):
            part.install()
        on_reply(inbox.on_reply)  # before the rooms above: it takes no more than numbers that answer its own questions
