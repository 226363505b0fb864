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


def new_frame():
    variables = {"balance": 10}
    return {"code": CODE, "place": 0, "stack": [], "variables": variables}
