"""``python -m gentools FILE``: step through a recording of a program in the terminal."""
