"""Whole random policies that are right: well-typed, complete, and each sentence of their document encoded.

In: a `Choices`. Out: a policy as a syntax tree, and the text of the document that it quotes. The rules of checking are built
in: a policy that gets any diagnostic, a warning included, is a mistake here or in checking.
"""
