def longest_wait(run, pieces, pause_every):
    """Count the waits of a listener beside a busy worker.

    Return their number, and the most work done during one of them.
    """
    done = 0
    waits = []

    def worker():
        nonlocal done
        for piece in range(1, pieces + 1):
            done += 1
            if piece % pause_every == 0:
                yield

    def listener():
        while done < pieces:
            before = done
            yield
            waits.append(done - before)

    run([listener(), worker()])
    return len(waits), max(waits)
