"""Sets up, starts, supervises, stops, backs up and diagnoses an installation of OneSeal.

Runs on the standard library alone, because it works before any dependency is installed.
"""
