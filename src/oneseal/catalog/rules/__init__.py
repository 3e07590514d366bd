"""Plain rules of the item catalogue."""
