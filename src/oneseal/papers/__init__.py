"""Notices, decisions and licences: contents, typesetting, sealing and signing."""
