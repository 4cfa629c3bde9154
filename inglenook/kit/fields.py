"""Form fields that render themselves as components of the NHS design system.

Every field takes, beside Django's own arguments:

- `label` the question or name; `hint` the help under it;
- `subject` what error messages call it ("your date of birth"), by default the label in lower case;
- `heading=True` where the label is the page's heading; `size` of the label: "s", "m", "l" or "xl";
- options of the NHS macro, passed on as they are: `width`, `prefix`, `suffix`, `rows`, `inline`, `small`,
  `autocomplete`, `spellcheck`, `classes`, `inputmode`.

Error messages follow the wording of the NHS design system, which needs the subject.
"""

from decimal import Decimal

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inglenook.kit.languages import current, is_english
from inglenook.kit.words import decimal_sign, first_upper, number

TEXT_LIMIT = 20_000
NOTHING: tuple = (None, "", [])  # as the value of a field that nobody filled in: what people said is not kept here
MOST_DRAWN = 2_000
MACRO_OPTIONS = {
    "autocomplete", "classes", "inline", "inputmode", "prefix",
    "rows", "small", "spellcheck", "suffix", "width",
}  # fmt: skip

_drawn: dict[tuple, str] = {}


def _worded(field, text, facts) -> str:
    """A message of the field in the page's language, which is not known when the form is written."""
    said = {name: number(fact) if isinstance(fact, int | float | Decimal) else fact for name, fact in facts.items()}
    subject = field.subject
    return str(text).format(subject=subject, Subject=first_upper(subject), **said)


worded = lazy(_worded, str)


def _frozen(params):
    """What tells apart two fields that look different. What is marked as safe equals the same text that is not."""
    if isinstance(params, dict):
        return tuple((name, _frozen(value)) for name, value in params.items())
    if isinstance(params, list | tuple):
        return tuple(map(_frozen, params))
    return type(params), params


class PageBoundField(BoundField):
    """A field as it stands on a page: with its value, its error and its ids."""

    template_name = "kit/field.jinja"

    def __str__(self):
        """As it stands empty it is drawn once for each language: of a page with a form that is most of the work."""
        if self.form.is_bound or self.value() not in NOTHING:
            return self.as_field_group()
        key = current(), self.field.component, _frozen(self.params)
        if key not in _drawn:
            if len(_drawn) >= MOST_DRAWN:
                _drawn.clear()
            _drawn[key] = self.as_field_group()
        return _drawn[key]

    __html__ = __str__

    @property
    def params(self):
        """The mapping that the NHS macro takes."""
        return self.field.params(self)

    @property
    def error_target(self):
        """Id of the control that the error summary links to."""
        return self.field.error_target(self)


class PageField:
    """Mixin: a form field shown by the NHS macro named `component`."""

    component = "input"
    wording = {"required": _("Enter {subject}")}

    def __init__(self, *, label, hint="", subject=None, heading=False, size=None, **kwargs):
        self.given_subject = subject
        self.heading = heading
        self.size = size or ("l" if heading else None)
        self.options = {name: kwargs.pop(name) for name in MACRO_OPTIONS & kwargs.keys()}
        messages = self.messages() | kwargs.pop("error_messages", {})
        super().__init__(label=label, help_text=hint, error_messages=messages, **kwargs)

    @property
    def subject(self):
        """What messages call the field. They go through Django's % formatting, so it is all words."""
        label = str(self.label)
        return str(self.given_subject or label[:1].lower() + label[1:].rstrip("?")).replace("%", "percent")

    def messages(self, **facts):
        """This field's error messages, by Django's code; `facts` fill their gaps."""
        return {code: worded(self, text, facts) for code, text in self.wording.items()}

    def get_bound_field(self, form, field_name):
        return PageBoundField(form, self, field_name)

    def params(self, bound):
        named = {"id": bound.auto_id, "name": bound.html_name, "label": self.title(bound)}
        return named | self.around(bound) | self.shown(bound)

    def around(self, bound):
        """What every component has: options, hint, error."""
        params = dict(self.options)
        if bound.help_text:
            params["hint"] = {"text": str(bound.help_text)}
        if bound.errors:
            params["errorMessage"] = {"text": bound.errors[0], "visuallyHiddenText": gettext("Error")}
        return params

    def shown(self, bound):
        """The value as the component takes it."""
        value = bound.value()
        return {"value": "" if value is None else str(value)}

    def title(self, bound, size=None):
        title = {"text": str(bound.label), "isPageHeading": self.heading}
        return title | ({"size": self.size or size} if self.size or size else {})

    def error_target(self, bound):
        return bound.auto_id


class TextField(PageField, forms.CharField):
    """One line of text."""

    wording = {"required": _("Enter {subject}"), "max_length": _("{Subject} must be {limit} characters or fewer")}

    def __init__(self, *, max_length=TEXT_LIMIT, **kwargs):
        self.max_length = max_length
        super().__init__(max_length=max_length, **kwargs)

    def messages(self):
        return super().messages(limit=self.max_length)


class TextareaField(TextField):
    """Free text. Given a `max_length`, the page counts the characters left."""

    widget = forms.Textarea

    def __init__(self, *, max_length=None, rows=5, **kwargs):
        self.component = "character-count" if max_length else "textarea"
        super().__init__(max_length=max_length or TEXT_LIMIT, rows=rows, **kwargs)

    def to_python(self, value):
        # Browsers send a line break as two characters and count it as one.
        return super().to_python(value).replace("\r\n", "\n")

    def shown(self, bound):
        # A browser drops a line break at the start of a textarea, so one that was typed needs another before it.
        text = super().shown(bound)["value"]
        return {"value": f"\n{text}" if text.startswith(("\n", "\r")) else text}

    def params(self, bound):
        counted = {"maxlength": self.max_length} | _counting() if self.component == "character-count" else {}
        return super().params(bound) | counted


def _counting():
    """What the counter of characters says; in English the component's own words."""
    if is_english():
        return {}
    left, over = gettext("%{count} characters left"), gettext("%{count} characters too many")
    return {
        "textareaDescriptionText": gettext("At most %{count} characters"),
        "charactersUnderLimitText": {"other": left},
        "charactersAtLimitText": left.replace("%{count}", "0"),
        "charactersOverLimitText": {"other": over},
    }


class EmailField(TextField):
    """An e-mail address."""

    default_validators = forms.EmailField.default_validators
    wording = TextField.wording | {
        "invalid": _("Enter an email address in the correct format, like name@example.com"),
    }

    def __init__(self, *, max_length=254, **kwargs):
        super().__init__(max_length=max_length, **({"autocomplete": "email", "spellcheck": False} | kwargs))

    def params(self, bound):
        return super().params(bound) | {"type": "email"}


class FileField(PageField, forms.FileField):
    """A file to send. `most_bytes` is how large it may be; the form says `enctype="multipart/form-data"`."""

    component = "file-upload"
    wording = {
        "required": _("Choose {subject}"),
        "empty": _("{Subject} is empty"),
        "too_large": _("{Subject} must be smaller than {limit}"),
    }

    def __init__(self, *, most_bytes, **kwargs):
        self.most_bytes = most_bytes
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > self.most_bytes:
            raise forms.ValidationError(self.error_messages["too_large"], "too_large")
        return file

    def messages(self):
        limit = number(self.most_bytes // 1_000_000) + " MB" if self.most_bytes >= 1_000_000 else "500 kB"
        return super().messages(limit=limit)

    def shown(self, bound):
        return {}


class HiddenField(TextField):
    """A value that the page carries and does not show."""

    component = "hidden"
    widget = forms.HiddenInput

    def __init__(self, *, label="", **kwargs):
        super().__init__(label=label, **kwargs)


class _NumberField(PageField):
    wording = {
        "required": _("Enter {subject}"),
        "invalid": _("{Subject} must be a number"),
        "min_value": _("{Subject} must be {low} or more"),
        "max_value": _("{Subject} must be {high} or fewer"),
    }
    between = _("{Subject} must be between {low} and {high}")
    widget = forms.TextInput

    def __init__(self, *, min_value=None, max_value=None, width=4, **kwargs):
        self.low, self.high = min_value, max_value
        super().__init__(min_value=min_value, max_value=max_value, width=width, **kwargs)

    def messages(self):
        ends = {"low": self.low, "high": self.high}
        messages = super().messages(**ends)
        if self.low is None or self.high is None:
            return messages
        return messages | dict.fromkeys(("min_value", "max_value"), worded(self, self.between, ends))


class IntegerField(_NumberField, forms.IntegerField):
    """A whole number, with `prefix` or `suffix` for its unit."""

    wording = _NumberField.wording | {"invalid": _("{Subject} must be a whole number")}

    def params(self, bound):
        return {"inputmode": "numeric"} | super().params(bound)


class DecimalField(_NumberField, forms.DecimalField):
    """A number with decimals, with `prefix` or `suffix` for its unit."""

    wording = _NumberField.wording | {
        "max_digits": _("{Subject} must be a number with fewer digits"),
        "max_decimal_places": _("{Subject} must have fewer decimal places"),
        "max_whole_digits": _("{Subject} must be a number with fewer digits"),
    }

    def params(self, bound):
        return {"inputmode": "decimal"} | super().params(bound)

    def to_python(self, value):
        return super().to_python(value.replace(decimal_sign(), ".") if isinstance(value, str) else value)

    def shown(self, bound):
        value = bound.value()
        return {"value": number(value, grouped=False)} if isinstance(value, Decimal) else super().shown(bound)


class TimeField(PageField, forms.TimeField):
    """A time of day, however people write it: 10:20, 10.20, 1020, 2pm, 2.15pm."""

    wording = {
        "required": _("Enter {subject}"),
        "invalid": _("{Subject} must be a time, like 10:20 or 2:15pm"),
    }
    widget = forms.TextInput

    def __init__(self, *, width=5, **kwargs):
        formats = ["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p"]
        super().__init__(width=width, input_formats=formats, **kwargs)

    def to_python(self, value):
        return super().to_python(value.replace(" ", "") if isinstance(value, str) else value)

    def shown(self, bound):
        value = bound.value()
        return {"value": f"{value:%H:%M}" if hasattr(value, "hour") else value or ""}
