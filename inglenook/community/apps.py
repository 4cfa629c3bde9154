from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "inglenook.community"
    label = "community"
    verbose_name = "Community"

    def ready(self):
        from inglenook.messaging.hooks import on_reply

        from .groups import texts as groups
        from .outcomes import inbox
        from .outcomes import texts as outcomes
        from .peers import texts as peers
        from .referrals import texts as referrals

        for part in (groups, outcomes, peers, referrals):
            part.install()
        on_reply(inbox.on_reply)  # before the rooms above: it takes no more than numbers that answer its own questions
