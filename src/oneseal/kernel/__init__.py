"""Plain-Python rules of OneSeal: no framework, no input or output, no clock reading."""
