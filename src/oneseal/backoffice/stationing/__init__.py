"""Which items are stationed in the centre."""
