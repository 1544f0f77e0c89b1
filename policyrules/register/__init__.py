"""A register that is matched against policies: what comes out, and the views of it."""
