"""Receipts of decisions: what was decided, kept so that it can be held against a later evaluation."""
