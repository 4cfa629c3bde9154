"""Who somebody is who begins by themselves."""

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inglenook.core import clock
from inglenook.kit import fields
from inglenook.kit.dates import DateField
from inglenook.kit.forms import PageForm

YOUNGEST = 16  # from then on somebody consents to their own care (Family Law Reform Act 1969, section 8)


class JoinForm(PageForm):
    name = fields.TextField(
        label=gettext_lazy("Your name"), subject=gettext_lazy("your name"), max_length=200, autocomplete="name"
    )
    email = fields.EmailField(label=gettext_lazy("Your email address"), subject=gettext_lazy("your email address"))


class BeginForm(PageForm):
    given_name = fields.TextField(
        label=gettext_lazy("First name"),
        subject=gettext_lazy("your first name"),
        max_length=200,
        autocomplete="given-name",
    )
    family_name = fields.TextField(
        label=gettext_lazy("Last name"),
        subject=gettext_lazy("your last name"),
        max_length=200,
        autocomplete="family-name",
    )
    birth_date = DateField(
        label=gettext_lazy("Date of birth"), subject=gettext_lazy("your date of birth"), latest=clock.today
    )

    def clean_birth_date(self):
        born = self.cleaned_data["birth_date"]
        if born > clock.today() - relativedelta(years=YOUNGEST):
            self.add_error("birth_date", _("You can begin by yourself from 16. Before that, ask your practice."))
        return born
