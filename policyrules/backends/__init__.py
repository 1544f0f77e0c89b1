"""Backends: from a program and a case to one answer per node. `reference` is the meaning; none knows another."""
