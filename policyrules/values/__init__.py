"""What policies compute with: types, exact quantities and the table of operators. Knows no text and no tree."""
