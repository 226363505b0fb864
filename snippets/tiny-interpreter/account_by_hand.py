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


def new_frame(balance):
    variables = {"balance": balance}
    return {"place": 0, "stack": [], "variables": variables, "code": CODE}
