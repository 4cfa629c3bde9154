from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "inglenook.community"
    label = "community"
    verbose_name = "Community"
