def when():
    """Say of each when it happens: "def", "call" or "next"."""
    return {
        "a decorator is applied": "def",
        "a default value is evaluated": "def",
        "an argument is bound": "call",
        "an unknown keyword is an error": "call",
        "a global name is looked up": "next",
        "an import in the body is executed": "next",
    }
