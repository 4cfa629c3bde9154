from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BetweenConfig(AppConfig):
    name = "inglenook.between"
    label = "between"
    verbose_name = "Between appointments"

    def ready(self):
        from inglenook.messaging import templates
        from inglenook.messaging.hooks import on_reply, on_unplaced

        from .alerts import hearing, safeguarding, silence, today
        from .coaching import texts as sessions
        from .enrolment import stopping
        from .programmes import texts as programmes
        from .programmes.loading import load_programmes
        from .replies import heeding, replying
        from .replies.inbox import on_arrival, on_danger
        from .writing import texts as written

        post_migrate.connect(load_programmes, sender=self, dispatch_uid="inglenook.between.programmes")
        for part in (hearing, safeguarding, silence, today, heeding, stopping, sessions.TEXTS, written):
            part.install()
        on_reply(on_arrival)
        on_unplaced(on_danger)
        templates.register(programmes.PREFIX, programmes.render, programmes.catalogue)
        templates.register(replying.PREFIX, replying.render, replying.catalogue)
