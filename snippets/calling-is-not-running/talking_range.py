def my_range(start, end):
    print("body: top")
    index = start
    while index < end:
        yield index
        print("body: after the yield")
        index += 1
    print("body: bottom")
