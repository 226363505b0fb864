"""The figures of the book: what generators cost, measured on each interpreter, kept as results."""
