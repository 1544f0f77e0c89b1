"""Decisions about a whole register at once: a program as one query in SQL."""
