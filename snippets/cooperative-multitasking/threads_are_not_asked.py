#: native
import sys
import threading

started = stop = False


def busy():
    global started
    started = True
    while not stop:
        pass


thread = threading.Thread(target=busy)
thread.start()
while not started:
    pass
stop = True
thread.join()
print("both loops have ended")
print("switch interval:", sys.getswitchinterval(), "seconds")
