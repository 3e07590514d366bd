"""The gates before a publication, one module a subject; `catalog.rules.publication` puts them together."""
