from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "inglenook.messaging"
    label = "messaging"
    verbose_name = "Messages and letters"
