"""Everything of the catalogue that can be found, flat: what a search, a filter or a shelf asks is a column here."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, TextField
from django.db.models.functions import Cast

from oneseal.catalog.models.items import Item, ItemVersion
from oneseal.catalog.models.listing import ListedItem


def _texts() -> ArrayField[list[str], list[str]]:
    return ArrayField(TextField(), default=list)


class Entry(models.Model):
    """One thing that can be found: a published version on the days it holds, or a listed item.

    A copy for reading, written in the transaction of what it copies and made anew by `./oneseal reindex`.
    It holds days, not a mark of being in force: a version published for next month comes into force without a write.
    Empty text: unknown. `facets` holds every value by which a list is narrowed as `name=value`; the three vectors hold
    them too, so that a narrowed search is answered by one index.
    """

    id = models.UUIDField(primary_key=True)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    listed = models.ForeignKey(ListedItem, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    from_on = models.DateField()
    until_on = models.DateField(default=date.max)
    is_listed = models.BooleanField()
    name = models.CharField(max_length=1000)
    name_en = models.TextField(blank=True)
    aliases = _texts()
    purpose = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    department_key = models.CharField(max_length=50)
    department = models.CharField(max_length=200)
    code = models.CharField(max_length=100, blank=True)
    main_item = models.CharField(max_length=1000, blank=True)
    item_type = models.CharField(max_length=10, blank=True)
    audiences = _texts()
    topics = _texts()
    life_events = _texts()
    facets = _texts()
    fee = models.CharField(max_length=10, blank=True)
    visit_count = models.PositiveIntegerField(null=True)
    promise_length = models.PositiveIntegerField(null=True)
    promise_unit = models.CharField(max_length=10, blank=True)
    spelling = models.TextField(blank=True)
    letter = models.CharField(max_length=1)
    rank = models.PositiveIntegerField()
    materials = _texts()
    questions = _texts()
    names = SearchVectorField()
    words = SearchVectorField()
    sounds = SearchVectorField()

    class Meta:
        db_table = "catalog_entry"
        ordering = ["is_listed", "spelling", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=False, item__isnull=False, listed__isnull=True)
                | Q(version__isnull=True, item__isnull=True, listed__isnull=False),
                name="catalog_entry_of_one_thing",
            ),
        ]
        indexes = [
            # Written seldom and searched always: no list of rows waiting to be entered, which each search would read.
            # A search in names, and in everything that is said of an item: two, so that a word in every bill of
            # materials and in few names costs what the few do.
            GinIndex(fields=["names"], fastupdate=False, name="catalog_entry_names"),
            GinIndex(fields=["words"], fastupdate=False, name="catalog_entry_words"),
            # By sound: every syllable of a name begins a key, and what is typed is the beginning of one.
            GinIndex(fields=["sounds"], fastupdate=False, name="catalog_entry_sounds"),
            GinIndex(fields=["aliases"], fastupdate=False, name="catalog_entry_aliases"),
            GinIndex(fields=["facets"], fastupdate=False, name="catalog_entry_facets"),
            # By any part of a name, where the words were cut otherwise.
            GinIndex(Func(F("name"), function="text_grams"), fastupdate=False, name="catalog_entry_grams"),
            # By the beginning of a name or of a code, whatever the collation of the database.
            models.Index(fields=["name"], opclasses=["varchar_pattern_ops"], name="catalog_entry_name_begins"),
            models.Index(fields=["code"], opclasses=["varchar_pattern_ops"], name="catalog_entry_code_begins"),
            # A word of most names is answered in this order and stops at the bound.
            models.Index(fields=["rank", "id"], name="catalog_entry_best"),
            # The list without a search, page by page, of everybody and of one department.
            models.Index(fields=["is_listed", "spelling", "id"], name="catalog_entry_list"),
            models.Index(fields=["department_key", "is_listed", "spelling", "id"], name="catalog_entry_department"),
        ]

    def __str__(self) -> str:
        return self.name


def _this_transaction() -> Cast:
    return Cast(Cast(Func(function="pg_current_xact_id"), TextField()), models.BigIntegerField())


class EntryChange(models.Model):
    """Statements that changed what is found, noted by triggers of `catalog_entry` and `catalog_standing`.

    How many of them a reader sees, and the newest transaction among them, say whether what he counted before still
    holds: two transactions that end in whatever order never leave the same pair. Now and then the trigger folds rows
    into one that stands for all their statements and the newest of their transactions: a reader sees either them or
    it, and both give the same pair.
    """

    id = models.BigAutoField(primary_key=True)
    statements = models.BigIntegerField(db_default=1)
    transaction = models.BigIntegerField(db_default=_this_transaction())

    class Meta:
        db_table = "catalog_entry_change"
        # The state is read with each page of the catalogue.
        indexes = [models.Index(fields=["transaction"], name="catalog_entry_changed")]

    def __str__(self) -> str:
        return str(self.pk)
