"""Generators put behind one another: the functions and decorators of `gentools.core`."""
