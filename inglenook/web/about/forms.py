"""What is asked on the page of one prompt."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inglenook.core.scanning import Harmful, NoScanner, refuse_harm
from inglenook.kit import fields
from inglenook.kit.forms import PageForm
from inglenook.people.about.media import MOST_BYTES, NotTaken, take


class WordsForm(PageForm):
    """The words to one prompt, and who helped to write them."""

    text = fields.TextareaField(
        label=gettext_lazy("In your own words"), subject=gettext_lazy("your words"), required=False, rows=8
    )
    helped_by = fields.TextField(
        label=gettext_lazy("Did somebody help you to write this?"),
        hint=gettext_lazy("Their name, and who they are to you. Leave it empty if nobody did."),
        subject=gettext_lazy("who helped you"),
        required=False,
        max_length=300,
    )
    was = fields.HiddenField(required=False, strip=False)


class MediaForm(PageForm):
    """A photo, recording or film, with what it shows for those who cannot see or hear it."""

    file = fields.FileField(
        label=gettext_lazy("Choose a photo, recording or film"),
        hint=gettext_lazy("It can be up to 100 MB. We take out where and when a photo was taken."),
        subject=gettext_lazy("a photo, recording or film"),
        most_bytes=MOST_BYTES,
    )
    caption = fields.TextField(
        label=gettext_lazy("What does it show?"),
        hint=gettext_lazy("For people who cannot see it."),
        subject=gettext_lazy("what it shows"),
        max_length=500,
    )
    transcript = fields.TextareaField(
        label=gettext_lazy("What is said in it?"),
        hint=gettext_lazy("For people who cannot hear it. Leave it empty for a photo."),
        subject=gettext_lazy("what is said in it"),
        required=False,
        rows=4,
    )

    def clean_file(self):
        """By its content, whatever it is called: harm is refused before anything reads further."""
        file = self.cleaned_data["file"]
        try:
            refuse_harm(file)
            return take(file, file.name[:200])
        except Harmful as harm:
            raise ValidationError(_("This file has a virus in it. We did not keep it.")) from harm
        except NoScanner as silent:
            raise ValidationError(
                _("We cannot check files for viruses just now, so we did not keep it. Try again later.")
            ) from silent
        except NotTaken as other:
            raise ValidationError(
                _(
                    "This is not a photo, recording or film that we can show, whatever its name says. Choose a"
                    " JPEG, PNG or WebP photo, an MP3, M4A, WAV or Ogg recording, or an MP4, MOV or WebM film."
                )
            ) from other
