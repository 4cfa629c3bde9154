"""Organisations, teams, users and their roles."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from . import clock
from .privacy import contact, identity, plain, secret
from .roles import ROLE_CHOICES, ROLES, Role


class Organisation(models.Model):
    """A practice, a network of practices, a board, a charity. Holds people's registration and staff's membership."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", "GP practice"
        NETWORK = "network", "Primary care network"
        BOARD = "board", "Integrated care board"
        CHARITY = "charity", "Charity or community group"

    public = True

    ref = models.UUIDField(default=uuid.uuid4, db_default=models.Func(function="gen_random_uuid"), unique=True)
    name = plain(models.CharField(max_length=200))
    code = plain(models.CharField("organisation code (ODS)", max_length=20, unique=True))
    kind = plain(models.CharField(max_length=20, choices=Kind, default=Kind.PRACTICE))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    phone = plain(models.CharField(max_length=30, blank=True, db_default=""))
    time_zone = plain(models.CharField(max_length=40, default="Europe/London", db_default="Europe/London"))

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Team(models.Model):
    """People who work together inside an organisation."""

    public = True

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams")
    name = plain(models.CharField(max_length=100))

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once")]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in: a professional, a person or a carer. What they may do comes from elsewhere."""

    email = contact(models.EmailField(unique=True))
    name = identity(models.CharField(max_length=200))
    password = secret(models.CharField(max_length=128))
    time_zone = plain(models.CharField(max_length=40, default="Europe/London"))
    is_active = models.BooleanField(default=True)
    # Django and allauth ask for these two; nobody is one: access comes from memberships.
    is_staff = False
    is_superuser = False

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    def __str__(self):
        return self.name

    def has_perm(self, perm, obj=None):
        return False

    def has_module_perms(self, label):
        return False

    def get_full_name(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    def current(self):
        today = clock.today()
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=today), started_on__lte=today)


class Membership(models.Model):
    """A user's role in an organisation, from a day to a day."""

    public = True

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="memberships")
    role = plain(models.CharField(max_length=30, choices=ROLE_CHOICES))
    started_on = plain(models.DateField(db_default=Now()))
    ended_on = plain(models.DateField(null=True, blank=True))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_on=None),
                name="membership_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.organisation}"

    @property
    def rights(self) -> Role:
        return ROLES[self.role]


class Beat(models.Model):
    """When work in the background last ran to its end: the outbox, the sweep, the climbing of alerts."""

    reference = True

    name = plain(models.CharField(max_length=40, primary_key=True))
    at = models.DateTimeField()
