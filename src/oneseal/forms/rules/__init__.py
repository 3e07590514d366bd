"""Plain rules of forms."""
