"""The base of every form on a page."""

from django import forms
from django.forms.renderers import TemplatesSetting


class PageForm(forms.Form):
    """A form whose fields render as NHS components: `{{ form.note }}`, or `{{ form }}` for all of them.

    Ids are the fields' names, as the NHS macros expect, and the browser's own checks are off, so that
    every error is said in the same words and nothing typed is lost.
    """

    default_renderer = TemplatesSetting
    template_name = "kit/form.jinja"
    use_required_attribute = False

    def __init__(self, *args, auto_id="%s", **kwargs):
        super().__init__(*args, auto_id=auto_id, **kwargs)

    @property
    def error_list(self):
        """Each error as the NHS error summary takes it: text and the control it belongs to."""
        return [item for name, errors in self.errors.items() for item in self._items(name, errors)]

    def _items(self, name, errors):
        shown = name in self.fields and not self[name].is_hidden
        link = {"href": f"#{self[name].error_target}"} if shown else {}
        return [{"text": error} | link for error in errors]
