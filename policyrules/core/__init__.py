"""The program: what a checked policy means, without its text, and the case it is applied to."""
