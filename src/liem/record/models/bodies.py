from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned
from liem.record.choices import BodyKind, Level, PlaceRule, PostRole
from liem.record.models.indexes import current_index, superseded_index


class Place(models.Model):
    """An administrative unit. `within` is the unit that contains it."""

    key = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Level)
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """An organisation, agency or committee, through all its names and superiors."""

    key = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.key


class BodyState(Versioned):
    """What a body was called, what kind it was and whom it answered to, from one day to another."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="states")
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    superior = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post, whoever holds it."""

    key = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.key


class PostState(Versioned):
    """What a post is, at which body, and what work it carries, from one day to another.

    `field` names the field of work ("personnel" for personnel work); `area` the one area or field whose personnel the
    holder follows, where that is the work. `rank` counts from 1, the highest, over the whole installation; posts of
    equal standing share it. `transfer_group` and `transfer_months` say after how long a holder is moved;
    `is_transfer_listed` whether the published list names the post, `is_special_field` whether the list of special
    fields does. `managed_by`, `proposed_by` and `decided_by` are the bodies to which the power over the post is
    delegated.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="states")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=300)
    role = models.CharField(_("role"), max_length=40, choices=PostRole)
    field = models.CharField(_("field of work"), max_length=60, blank=True)
    area = models.CharField(_("area followed"), max_length=120, blank=True)
    is_leader = models.BooleanField(_("leading post"), default=False)
    is_key_leader = models.BooleanField(_("key leading post"), default=False)
    managed_by = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    transfer_group = models.CharField(_("group of periodic transfer"), max_length=120, blank=True)
    transfer_months = models.PositiveSmallIntegerField(_("term of the group in months"), null=True, blank=True)
    is_transfer_listed = models.BooleanField(_("on the list of periodic transfer"), null=True, blank=True)
    place_rule = models.CharField(_("place rule"), max_length=20, choices=PlaceRule, blank=True)
    is_special_field = models.BooleanField(_("post in a special field"), null=True, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [
            current_index("post_by_role", "role", "post", "body", "valid_from", "valid_to"),
            models.Index(fields=["field", "post"], name="post_by_field"),
            superseded_index("post_superseded"),
            current_index(
                "post_by_body", "body", "role", "managed_by", "proposed_by", "decided_by", "valid_from", "valid_to"
            ),
        ]

    def __str__(self) -> str:
        return self.title
