#: after jobs
def work_off(queue, do):
    """Do the jobs of a queue; report failures to the queue."""
    for job in queue:
        try:
            do(job)
        except OSError as error:
            queue.throw(error)
