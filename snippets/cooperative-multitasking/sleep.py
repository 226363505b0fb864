def sleep(seconds):
    """A request: resume me in so many seconds."""
    def request(scheduler, task):
        scheduler.resume_at(scheduler.now + seconds, task)
    return request
