"""The corpus: every code block of the book, and the runner that checks it.

``python -m snippets`` runs all blocks, or those named, and compares to the character what they
print.
"""
