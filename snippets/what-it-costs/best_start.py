def best(make, use, clock, repeat):
    values = make()
    start = clock()
    for _ in range(repeat):
        use(values)
    return (clock() - start) / repeat
