"""Adjustments of the list by document."""
