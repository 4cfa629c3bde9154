from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "inglenook.community"
    label = "community"
    verbose_name = "Community"

    def ready(self):
        from .groups import texts as groups
        from .peers import texts as peers
        from .referrals import texts as referrals

        for part in (groups, peers, referrals):
            part.install()
