"""Migrations of running cases to the process of another version: asked for, previewed, decided, followed."""
