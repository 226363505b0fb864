def run(task, *answers):
    """Send in an answer for each question; return the result."""
    prepared = list(answers)
    answer = None
    while True:
        try:
            question = task.send(answer)
        except StopIteration as stop:
            return stop.value
        answer = prepared.pop(0)
        print(question, answer)
