"""What an import needs to remember: how far it has come, and which keys of a source mean whom.

No row here says anything about a person but `OtherKey`, a further key under which a source knows somebody.
"""

from django.db import models
from django.db.models.functions import Now

from inglenook.core.models import Organisation
from inglenook.core.privacy import identity, plain
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, Source


class ImportRun(models.Model):
    """One import of one folder or file; unfinished until everything in it has been read."""

    reference = True

    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    path = plain(models.TextField())
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)


class ImportFile(models.Model):
    """How far a run has read one file, written in the same transaction as the rows that came from it.

    `size` and `changed_ns` say whether it is still the same file; `offset` counts bytes of the unpacked file.
    """

    reference = True

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files")
    name = plain(models.TextField())
    size = plain(models.BigIntegerField())
    changed_ns = plain(models.BigIntegerField())
    offset = plain(models.BigIntegerField(default=0))
    lines = plain(models.BigIntegerField(default=0))
    is_done = models.BooleanField(default=False)
    counts = plain(models.JSONField("outcomes by type", default=dict))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="import_file_once")]


class OtherKey(PersonRow):
    """A key of a source for a person who was known already, by NHS number, under another."""

    section = Section.IDENTITY

    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    key = identity(models.CharField(max_length=200))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="other_key_once")]


class KnownOrganisation(models.Model):
    """The organisation that a source means by a key."""

    reference = True

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    key = plain(models.CharField(max_length=200))
    fingerprint = models.UUIDField("digest of what the source said")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="known_organisation_once")]
