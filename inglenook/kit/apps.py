from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "inglenook.kit"
    verbose_name = "The look of pages"
