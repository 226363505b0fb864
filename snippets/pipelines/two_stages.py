def source():
    try:
        yield "a line"
        yield "another line"
    finally:
        print("  source ends")


def looping(lines):
    try:
        for line in lines:
            yield line
    finally:
        print("  stage ends")


def delegating(lines):
    try:
        yield from lines
    finally:
        print("  stage ends")
