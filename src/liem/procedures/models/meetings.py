"""Meetings of cases: who was convened and came, who stood aside, names, tellers' sheets and counts. Never who voted
how."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.models import Account
from liem.actions.versions import Versioned
from liem.procedures.models.cases import Case
from liem.record.models import Body, Person
from liem.record.models.indexes import current_index


class CaseMeeting(models.Model):
    """A meeting of a step. `round` counts from 1 where it is voted again. `others` are those convened who are not on
    record (delegates of a congress, a whole unit); they come by number only. `events_before` is how many events the
    case had when it was convened: a later event of the step rests on this meeting, an earlier one does not. `again`:
    why it stands in the place of the meeting before, where one was convened."""

    key = models.CharField(max_length=64, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    step = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(_("held on"))
    places = models.PositiveSmallIntegerField(_("places"))
    others = models.PositiveSmallIntegerField(_("others convened"), default=0)
    names_fixed_on = models.DateField(_("list fixed on"))
    events_before = models.PositiveSmallIntegerField(null=True, blank=True)
    again = models.CharField(_("why it is held again"), max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "step", "round"], name="procedures_meeting_round")
        ]

    def __str__(self) -> str:
        return self.key


class MeetingMember(Versioned):
    """Somebody convened. `instead_of` is the recused person whose place is taken; who chairs and counts is marked."""

    meeting = models.ForeignKey(CaseMeeting, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_chair = models.BooleanField(_("chairs"), default=False)
    is_teller = models.BooleanField(_("counts"), default=False)
    present = models.BooleanField(_("present"), null=True, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [current_index("meeting_members", "meeting", "person")]

    def __str__(self) -> str:
        return self.identity


class LeftOut(models.Model):
    """Somebody whom the office would call and who was not convened, and why."""

    key = models.CharField(max_length=130, primary_key=True)
    meeting = models.ForeignKey(CaseMeeting, on_delete=models.PROTECT, related_name="left_out")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("reason"), max_length=300)

    def __str__(self) -> str:
        return self.key


class MeetingName(models.Model):
    """A name on the ballot, by the key of the case person; `place` in the order of the list."""

    key = models.CharField(max_length=130, primary_key=True)
    meeting = models.ForeignKey(CaseMeeting, on_delete=models.PROTECT, related_name="names")
    case_person = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.key


class Attendance(Versioned):
    """How many of those not on record came, and when the attendance was taken."""

    meeting = models.ForeignKey(CaseMeeting, on_delete=models.PROTECT, related_name="attendances")
    others_present = models.PositiveSmallIntegerField(_("others present"), default=0)
    taken_on = models.DateField(_("taken on"))

    def __str__(self) -> str:
        return self.identity


class TellerSheet(models.Model):
    """One teller's count, entered alone: `attempt` from 1, a later one where the two did not agree. `numbers` holds
    issued, returned, not_returned, valid, invalid, and votes or levels by the key of the case person."""

    key = models.CharField(max_length=120, primary_key=True)
    meeting = models.ForeignKey(CaseMeeting, on_delete=models.PROTECT, related_name="sheets")
    teller = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField(default=1)
    numbers = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "teller", "attempt"], name="procedures_sheet_once")
        ]

    def __str__(self) -> str:
        return self.key


class MeetingCount(models.Model):
    """The count on which two tellers agreed and which adds up. One for each meeting."""

    meeting = models.OneToOneField(CaseMeeting, on_delete=models.PROTECT, primary_key=True, related_name="count")
    convened = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    issued = models.PositiveSmallIntegerField()
    returned = models.PositiveSmallIntegerField()
    valid = models.PositiveSmallIntegerField()
    votes = models.JSONField(default=dict, blank=True)
    levels = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.meeting_id


class NameCount(models.Model):
    """What the count of a meeting says of one name, for rules to ask: votes for it, or in a vote of confidence how many
    sheets gave each level. `key` is that of the name on the ballot; what the ballot does not ask stays empty."""

    key = models.CharField(max_length=130, primary_key=True)
    meeting = models.ForeignKey(CaseMeeting, on_delete=models.PROTECT, related_name="name_counts")
    case_person = models.CharField(max_length=64, db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveSmallIntegerField(null=True, blank=True)
    high = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    low = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key


class Recusal(Versioned):
    """Somebody keeps out of a case: who, about whom, on what ground, and when the person was told. A recused person
    takes no step and sits in no meeting of it. `meeting` is where it first showed; empty: for the case as a whole."""

    class Ground(models.TextChoices):
        KIN = "kin", _("kinship")
        PARTNER = "partner", _("business together")
        HOUSEHOLD = "household", _("one household")
        CLOSE_TIE = "close_tie", _("close tie")
        OWN_CASE = "own_case", _("own case")
        OWN_WISH = "own_wish", _("stood aside")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    meeting = models.ForeignKey(CaseMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recusals")
    about = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("ground"), max_length=20, choices=Ground)
    substitute = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(_("told on"), null=True, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [current_index("case_recusals", "case", "person")]

    def __str__(self) -> str:
        return self.identity


class DeclaredTie(Versioned):
    """A tie other than kinship that a person declared: one household, business together, a close tie."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declared_ties")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=[
            (one.value, one.label)
            for one in (Recusal.Ground.HOUSEHOLD, Recusal.Ground.PARTNER, Recusal.Ground.CLOSE_TIE)
        ],
    )
    declared_on = models.DateField(_("declared on"))

    def __str__(self) -> str:
        return self.identity
