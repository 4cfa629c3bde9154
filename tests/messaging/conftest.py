import pytest

from inglenook.messaging import templates
from inglenook.messaging.gateways import gateway_for
from inglenook.messaging.templates import Text
from tests.messaging.gateway import GatewayImitation
from tests.messaging.making import at, set_clock

NOTIFY_KEY = "test-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"


@pytest.fixture(autouse=True)
def plain_template():
    """Texts of these tests: `test:anything` says what stands in its values."""
    templates.register("test", lambda message: Text("A subject", message.values["text"]))


@pytest.fixture(autouse=True)
def gateways_anew():
    gateway_for.cache_clear()
    yield
    gateway_for.cache_clear()


@pytest.fixture
def gateway(settings):
    """The generic gateway, behaving well; texts go through it."""
    with GatewayImitation() as imitation:
        settings.GATEWAYS = {"text": "http", "email": "smtp", "letter": "folder", "web": "push"}
        settings.TEXT_URL = imitation.url
        yield imitation


@pytest.fixture
def notify(settings):
    """GOV.UK Notify, behaving well; texts and letters go through it."""
    with GatewayImitation() as imitation:
        settings.GATEWAYS = {"text": "notify", "email": "smtp", "letter": "notify-letters", "web": "push"}
        settings.NOTIFY_URL, settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = imitation.url, NOTIFY_KEY, "template-id"
        yield imitation


@pytest.fixture
def clock(monkeypatch):
    """Set the clock: `clock("2026-06-04 12:00")`, in London unless a zone is given. Stands at noon on that day."""
    set_clock(monkeypatch, at("2026-06-04 12:00"))
    return lambda written, zone="Europe/London": set_clock(monkeypatch, at(written, zone))


@pytest.fixture
def amina(person):
    person.mobile = "07700 900123"
    person.email = "amina@example.org"
    person.address, person.postcode = "1 Weaver Terrace, Northwick", "NW1 1AA"
    person.save()
    return person
