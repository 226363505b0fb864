#: after pocket
#: after account
CODE = [
    ("LOAD", "balance"),
    ("LOAD", "balance"),
    ("YIELD", None),
    ("ADD", None),
    ("STORE", "balance"),
    ("JUMP", 0),
]
