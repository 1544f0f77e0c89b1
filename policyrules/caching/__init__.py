"""Policies kept ready in a folder, so that loading one again need not read, check and lower its text once more."""
