#: after jobs
def work_off(queue, do):
    """Do the jobs of a queue; report failures to the queue."""
    try:
        job = next(queue)
        while True:
            try:
                do(job)
            except OSError as error:
                job = queue.throw(error)
            else:
                job = next(queue)
    except StopIteration:
        return
