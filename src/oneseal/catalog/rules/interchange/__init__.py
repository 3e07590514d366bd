"""The whole list as tables: sheets, columns and cells, derived from the registry of elements."""
