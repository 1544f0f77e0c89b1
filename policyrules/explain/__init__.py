"""Everything that is a view on a program, its outline, a case and the answers: decisions, reasons, what is missing, pages."""
