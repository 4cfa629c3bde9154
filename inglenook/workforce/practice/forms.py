from inglenook.kit import choices, fields
from inglenook.kit.forms import PageForm

from .checking import check
from .located import LONGEST
from .skills import SKILLS

TIMES = [("0", "Not seen"), ("1", "Once"), ("2", "Twice"), ("3", "Three times or more")]
OBSERVED = (
    "open_question",
    "reflection",
    "agenda",
    "permission",
    "advice",
    "teach_back",
    "plan_what",
    "plan_when",
    "plan_confidence",
    "plan_if_then",
)


class CodeForm(PageForm):
    """The code with which an observer opens their form."""

    code = fields.TextField(
        label="Your colleague’s code",
        hint="Six letters and digits, such as K7M2QX. They find it on their page.",
        subject="your colleague’s code",
        max_length=20,
        width="10",
        autocomplete="off",
        spellcheck=False,
    )


class ObservationForm(PageForm):
    """What the observer saw, how often, and two sentences."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        both = {
            "went_well": ("What went well?", "What you saw or heard, word for word if you can."),
            "to_try": ("What could they try next time?", "One thing. As a wording they could say."),
        }
        for code in OBSERVED:
            self.fields[code] = choices.RadiosField(
                label=SKILLS[code].title, choices=TIMES, initial="0", inline=True, small=True, size="s"
            )
        for name, (label, hint) in both.items():
            self.fields[name] = fields.TextareaField(
                label=label, hint=hint, subject=label, rows=3, required=False, max_length=3000
            )

    def noted(self) -> dict:
        """As `actions.note` takes it."""
        seen = {code: int(self.cleaned_data[code]) for code in OBSERVED}
        return {"seen": seen, "went_well": self.cleaned_data["went_well"], "to_try": self.cleaned_data["to_try"]}


class ScenarioForm(PageForm):
    """A scenario as text, or as a file, which counts where both are given."""

    text = fields.TextareaField(
        label="The scenario",
        hint="Paste it here, or choose a file below. Nothing is published before it is whole.",
        subject="the scenario",
        rows=24,
        required=False,
        max_length=LONGEST,
        spellcheck=False,
        classes="scenario-text",
    )

    def clean(self):
        """The text to be checked; its scenario and faults stand beside it."""
        given = self.cleaned_data
        if upload := self.files.get("file"):
            given["text"] = upload.read(4 * LONGEST).decode(errors="replace")
        if not given.get("text", "").strip():
            self.add_error("text", "Paste a scenario or choose a file")
            return given
        given["text"] = given["text"].replace("\r\n", "\n")
        given["scenario"], given["faults"] = check(given["text"])
        return given
