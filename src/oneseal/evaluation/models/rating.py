"""Ratings by the public (好差评; GB/T 39735-2020), and the signs that a supervisor judges."""

from django.db import models
from django.db.models import Q


class Rating(models.Model):
    """Five grades, once per case and session; not rated is not satisfied.

    `session_id` is the visit at a window (一次一评), or the case itself for what is rated online (一事一评). Who rated
    stands encrypted in `rater_name` and `rater_contact`, and as blind index in `rater_index`; a device and a network
    address are kept as blind indexes only. `clerk_id` is whom the rating is about, as far as it is known.
    `closed_at`: from then on the rated may read it; `counts` says whether it stands in the figures.
    """

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    session_id = models.UUIDField()
    agency_id = models.UUIDField()
    case_number = models.CharField(max_length=43, blank=True)
    item_id = models.UUIDField(null=True)
    item_name = models.CharField(max_length=200, blank=True)
    clerk_id = models.UUIDField(null=True)
    grade = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500, blank=True)
    tags = models.JSONField(default=list)
    channel = models.CharField(max_length=20)
    rated_at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    is_named = models.BooleanField(default=False)
    rater_name = models.BinaryField(null=True)
    rater_contact = models.BinaryField(null=True)
    rater_index = models.BinaryField(max_length=32, null=True)
    device_index = models.BinaryField(max_length=32, null=True)
    address_index = models.BinaryField(max_length=32, null=True)
    is_from_staff = models.BooleanField(null=True)
    counts = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.UUIDField(null=True)
    judged_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "evaluation_rating"
        db_table_comment = "好差评; GB/T 39735-2020, GB/T 39734-2020, 国办发〔2019〕51号"
        ordering = ["-rated_at"]
        constraints = [
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="evaluation_five_grades"),
            models.UniqueConstraint(fields=["case_id", "session_id"], name="evaluation_once_a_session"),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=True) | ~Q(judged_reason=""), name="evaluation_judged_with_reason"
            ),
        ]
        indexes = [
            # The figures of a period count by instant; the watch asks for the last minutes of a device or an address.
            models.Index(fields=["rated_at", "agency_id"], name="evaluation_ratings_by_time"),
            models.Index(fields=["device_index", "rated_at"], name="evaluation_by_device",
                         condition=Q(device_index__isnull=False)),
            models.Index(fields=["address_index", "rated_at"], name="evaluation_by_address",
                         condition=Q(address_index__isnull=False)),
            models.Index(fields=["rater_index", "rated_at"], name="evaluation_by_rater",
                         condition=Q(rater_index__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.grade)


class RatingMark(models.Model):
    """A sign on a rating, with what was counted; a supervisor judges it on the rating."""

    id = models.UUIDField(primary_key=True)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="marks")
    sign = models.CharField(max_length=20)
    count = models.PositiveIntegerField()
    within = models.PositiveIntegerField()
    marked_at = models.DateTimeField()

    class Meta:
        db_table = "evaluation_rating_mark"
        db_table_comment = "Signs of made ratings (own rules over facts; thresholds in evaluation_rating_choice)"
        ordering = ["marked_at", "id"]
        constraints = [models.UniqueConstraint(fields=["rating", "sign"], name="evaluation_one_mark_of_a_sign")]

    def __str__(self) -> str:
        return self.sign
