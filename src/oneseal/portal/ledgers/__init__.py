"""The lists beside the items, for everybody."""
