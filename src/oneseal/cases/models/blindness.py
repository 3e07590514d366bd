from __future__ import annotations

from django.db import models


class Drawing(models.Model):
    """One lot for the examiner of a case in blind mode: who took part, with which load, the seed, and whom it met.

    Appended, never changed (trigger). A candidate is {account, of_item, in_all, excluded}; `drawn_id` None: nobody
    was free. `taken_off_id` is the examiner whom a leader took off the case, with his reason.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="drawings")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    item_id = models.UUIDField()
    ground = models.CharField(max_length=20)
    reason = models.CharField(max_length=500, blank=True)
    candidates = models.JSONField()
    seed = models.CharField(max_length=32)
    drawn_id = models.UUIDField(null=True)
    drawn_name = models.CharField(max_length=100, blank=True)
    taken_off_id = models.UUIDField(null=True)
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=100, blank=True)
    drawn_at = models.DateTimeField()

    class Meta:
        db_table = "cases_drawing"
        ordering = ["-drawn_at", "-id"]
        indexes = [models.Index(fields=["agency", "-drawn_at"], name="cases_drawing_of_agency")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.drawn_id}"


class CoverLift(models.Model):
    """That somebody reads the applicant of a case in blind mode from now on, and why; appended, never changed."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="cover_lifts")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=100)
    post_title = models.CharField(max_length=100)
    reason = models.CharField(max_length=500)
    lifted_at = models.DateTimeField()

    class Meta:
        db_table = "cases_cover_lift"
        ordering = ["-lifted_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["case", "account_id"], name="cases_one_lift_each")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.account_id}"
