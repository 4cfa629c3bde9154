from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MessagingConfig(AppConfig):
    name = "inglenook.messaging"
    label = "messaging"
    verbose_name = "Messages and letters"

    def ready(self):
        from . import contacts, texts

        post_migrate.connect(contacts.install, sender=self, dispatch_uid="inglenook.messaging.contacts")
        texts.TEXTS.install()
