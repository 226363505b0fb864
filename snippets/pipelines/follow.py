def follow(file, wait):
    """Yield whole lines of a file, and those to come while `wait()`."""
    line = ""
    while True:
        line += file.readline()
        if line.endswith("\n"):
            yield line
            line = ""
        elif not wait():
            return
