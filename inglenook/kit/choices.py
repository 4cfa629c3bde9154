"""Fields in which people choose: radios, checkboxes, a select."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inglenook.kit.fields import PageField
from inglenook.kit.words import translated


class _Choices(PageField):
    """`hints` explains a choice, `reveals` names the field that a choice uncovers, both by value."""

    wording = {"required": _("Select {subject}"), "invalid_choice": _("Select {subject} from the list")}

    def __init__(self, *, hints=None, reveals=None, **kwargs):
        self.hints, self.reveals = hints or {}, reveals or {}
        super().__init__(**kwargs)

    def params(self, bound):
        named = {"idPrefix": bound.auto_id, "name": bound.html_name}
        legend = {"fieldset": {"legend": self.title(bound, size="m")}}
        return named | legend | {"items": self.items(bound)} | self.around(bound) | self.shown(bound)

    def items(self, bound):
        return [self.item(bound, value, text) for value, text in self.choices]

    def item(self, bound, value, text):
        item = {"value": str(value), "text": str(text)}
        if value in self.hints:
            item["hint"] = {"text": str(self.hints[value])}
        if value in self.reveals:
            item["conditional"] = {"html": str(bound.form[self.reveals[value]])}
        return item


def spoken(given):
    """Choices whose words are kept in English, said in the page's language whenever they are shown."""
    return lambda: [(value, translated(text)) for value, text in given]


class RadiosField(_Choices, forms.ChoiceField):
    """One of a few, all visible."""

    component = "radios"
    widget = forms.RadioSelect


class CheckboxesField(_Choices, forms.MultipleChoiceField):
    """Any of a few."""

    component = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def shown(self, bound):
        return {"values": [str(value) for value in bound.value() or []]}


class CheckboxField(PageField, forms.BooleanField):
    """One box to tick."""

    component = "checkboxes"
    wording = {"required": _("Tick the box: {subject}")}

    def params(self, bound):
        item = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
        named = {"idPrefix": bound.auto_id, "name": bound.html_name}
        return named | {"items": [item]} | self.around(bound)


class SelectField(PageField, forms.ChoiceField):
    """One of many. A first choice with the value "" stands for none."""

    component = "select"
    wording = _Choices.wording

    def params(self, bound):
        items = [{"value": str(value), "text": str(text)} for value, text in self.choices]
        return super().params(bound) | {"items": items}
