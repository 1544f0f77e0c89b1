"""The kinds of mistakes that are seeded into policies, by what they are about."""
