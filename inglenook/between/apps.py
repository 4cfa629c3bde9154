from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BetweenConfig(AppConfig):
    name = "inglenook.between"
    label = "between"
    verbose_name = "Between appointments"

    def ready(self):
        from inglenook.messaging import templates
        from inglenook.messaging.hooks import on_reply

        from .alerts import today
        from .programmes import texts
        from .programmes.loading import load_programmes
        from .replies import replying
        from .replies.inbox import on_arrival
        from .sweep import telling
        from .sweep.silence import on_silence

        post_migrate.connect(load_programmes, sender=self, dispatch_uid="inglenook.between.programmes")
        today.install()
        on_silence(telling.tell_staff)
        on_reply(on_arrival)
        templates.register(texts.PREFIX, texts.render, texts.catalogue)
        templates.register(replying.PREFIX, replying.render, replying.catalogue)
