def when():
    """Say of each when it happens: "def", "call" or "next"."""
    return {
        "a decorator is applied": "?",
        "a default value is evaluated": "?",
        "an argument is bound": "?",
        "an unknown keyword is an error": "?",
        "a global name is looked up": "?",
        "an import in the body is executed": "?",
    }
