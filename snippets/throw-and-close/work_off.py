#: after jobs
def work_off(queue, do):
    """Do the jobs of a queue; report failures to the queue."""
    for job in queue:
        while True:
            try:
                do(job)
                break
            except OSError as error:
                try:
                    job = queue.throw(error)
                except StopIteration:
                    return
