from django.apps import AppConfig


class BetweenConfig(AppConfig):
    name = "inglenook.between"
    label = "between"
    verbose_name = "Between appointments"

    def ready(self):
        from .alerts import hearing, today
        from .coaching import texts as sessions
        from .writing import texts as written

        for part in (hearing, today, sessions, written):
            part.install()
