"""People and their one-use sign-in links."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.texts import LANGUAGES, OWN_NAMES


class Person(AbstractBaseUser):
    """Somebody who can sign in. Nobody has a password: a code by e-mail is the way in."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=[(code, OWN_NAMES[code]) for code in LANGUAGES], default="fi")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="addresses_are_lower_case"),
            models.CheckConstraint(condition=~models.Q(name=""), name="people_have_names"),
        ]

    def __str__(self) -> str:
        return self.name

    def acting(self, role: str) -> Actor:
        """This person in a role, for actions and the audit log."""
        return Actor(role, self.pk)


class SignInLink(models.Model):
    """A one-use address printed by the operator: ten minutes, once. Only the digest of the secret is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.real_now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link {self.pk}"
