from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "inglenook.exchange"
    label = "exchange"
