shelf = ["drill", "plane", "saw"]


def borrow(tool):
    """Take a tool from the shelf, hand it out, and put it back."""
    shelf.remove(tool)
    print("took the", tool)
    try:
        yield tool
    finally:
        shelf.append(tool)
        print("put the", tool, "back")
