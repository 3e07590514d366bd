"""The rules of supervision."""
