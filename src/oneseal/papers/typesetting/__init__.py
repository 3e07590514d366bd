"""Plain functions that turn the content of a paper into a sealed, signed, verifiable PDF."""
