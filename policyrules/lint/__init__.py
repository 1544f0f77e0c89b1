"""Advice to drafters on policies that check without errors."""
