def best(make, use, clock, repeat):
    taken = []
    for _ in range(repeat):
        values = make()
        start = clock()
        use(values)
        taken.append(clock() - start)
    return min(taken)
