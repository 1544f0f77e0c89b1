"""policyrules: support policies as text, decisions that explain themselves."""
