#: native
import inspect
import threading

entered, leave = threading.Event(), threading.Event()


def slow():
    entered.set()
    leave.wait()
    yield "done"


generator = slow()
thread = threading.Thread(target=next, args=(generator,))
thread.start()
entered.wait()
try:
    next(generator)
except ValueError as error:
    print(error)
leave.set()
thread.join()
print(inspect.getgeneratorstate(generator))
