from inglenook.core import clock
from inglenook.kit import choices, dates
from inglenook.kit.forms import PageForm


class CoverForm(PageForm):
    """Somebody is away, and somebody else gets what would come to them."""

    user = choices.SelectField(label="Who is away", subject="who is away", choices=[])
    covered_by = choices.SelectField(label="Who covers", subject="who covers", choices=[])
    first = dates.DateField(label="First day", subject="the first day", earliest=clock.today)
    last = dates.DateField(label="Last day", subject="the last day", earliest=clock.today)

    def __init__(self, *args, coworkers=(), **kwargs):
        super().__init__(*args, **kwargs)
        people = [("", "Choose…"), *((str(user.pk), user.name) for user in coworkers)]
        self.fields["user"].choices = self.fields["covered_by"].choices = people
