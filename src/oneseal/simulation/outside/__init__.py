"""The outside systems of the demo city: small real servers that speak the documented protocols."""
