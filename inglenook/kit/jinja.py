"""The Jinja environment of every page. Django's Jinja2 backend calls `environment(**options)`."""

import jinja2
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from inglenook.kit import languages, words
from inglenook.kit.addresses import page_items, query
from inglenook.kit.chart import chart
from inglenook.kit.signed import is_unread, vital
from inglenook.kit.sparkline import sparkline, target_in_words

FILTERS = (
    words.ago,
    words.by_when,
    words.clock,
    words.day,
    words.day_month,
    words.direction,
    words.first_upper,
    words.in_a_sentence,
    words.is_late,
    words.number,
    words.percent,
    words.plural,
    words.time_left,
    words.translated,
    words.weekday,
)


def url(name, *args, **kwargs):
    """Address of the page called `name`: `url('planning:plan', pk=3)`."""
    return reverse(name, args=args, kwargs=kwargs)


GLOBALS = {
    "chart": chart,
    "get_messages": get_messages,
    "page_is_unread": is_unread,
    "page_items": page_items,
    "page_language": languages.tag,
    "page_side": languages.side,
    "query": query,
    "sparkline": sparkline,
    "static": static,
    "target_in_words": target_in_words,
    "url": url,
    "vital": vital,
}


OF_EVERY_DICT = frozenset(dir(dict))


class Template(jinja2.Template):
    """A template without globals of its own, so that the macros others import from it are made once."""

    def _get_default_module(self, ctx=None):
        return super()._get_default_module()


class Environment(jinja2.Environment):
    """Jinja's own, made quick for the NHS macros, which ask mappings for many options that they do not have."""

    template_class = Template

    def getattr(self, obj, attribute):
        if type(obj) is not dict or attribute in OF_EVERY_DICT:
            return super().getattr(obj, attribute)
        return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)


def environment(**options):
    """Environment with the rooms' templates, the NHS macros, and the kit's filters and globals."""
    rooms = options.pop("loader")
    loader = jinja2.ChoiceLoader([rooms, jinja2.PackageLoader("nhsuk_frontend_jinja")])
    options.update(loader=loader, undefined=jinja2.ChainableUndefined, trim_blocks=True, lstrip_blocks=True)
    options["cache_size"] = -1  # there are more than Jinja's 400 with the macros, and keeping count costs time
    env = Environment(extensions=["jinja2.ext.i18n"], **options)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True)
    env.filters.update({word.__name__: word for word in FILTERS})
    env.globals.update(GLOBALS)
    return env
