"""The library of articles that items rest on (OBE art. 36; domain D.2 设定依据), and who cites them."""

from __future__ import annotations

from django.db import models

from oneseal.catalog.models.items import ItemVersion


class Law(models.Model):
    """One edition of a document; what was amended is another row. `ends_on` is the first day it is not in force."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=300)
    number = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=40)
    in_force_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    ending = models.CharField(max_length=20, blank=True)
    ending_basis = models.CharField(max_length=500, blank=True)
    listed_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_law"
        db_table_comment = "Editions of the documents that items cite (OBE art. 36; domain D.2)"
        ordering = ["name", "number"]
        constraints = [
            models.UniqueConstraint(fields=["name", "number"], name="catalog_law_one_edition"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True, ending="")
                | models.Q(ends_on__isnull=False, ending__in=["changed", "abolished"]),
                name="catalog_law_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Article(models.Model):
    """One article as far as it was read; two readings of one article are two rows. An empty text was not read."""

    id = models.UUIDField(primary_key=True)
    law = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="articles")
    article = models.CharField(max_length=100)
    place = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64)
    read_at = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=500, blank=True)
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = "catalog_article"
        db_table_comment = "Articles that items cite, word for word as far as they were read (domain D.2)"
        ordering = ["law", "place", "article", "id"]
        constraints = [
            models.UniqueConstraint(fields=["law", "article", "text_sha256"], name="catalog_article_one_reading")
        ]

    def __str__(self) -> str:
        return f"{self.law_id} {self.article}"


class Citation(models.Model):
    """One place of a published version that rests on an article; written once, when the version is published."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="citations")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="citations")
    element = models.CharField(max_length=60)
    path = models.CharField(max_length=200)

    class Meta:
        db_table = "catalog_citation"
        db_table_comment = "Which element of which published version rests on which article"
        ordering = ["version", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "path"], name="catalog_citation_one_place")]
        # The foreign key's own index answers "which items rest on this article"; the constraint, "on what rests this".

    def __str__(self) -> str:
        return f"{self.version_id} {self.path}"
