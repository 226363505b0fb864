"""Lets `tests/arcs.py` see what runs in the processes that the tests start.

Python imports this by itself when it starts; the folder is on its path only while arcs are noted.
"""

from tests import arcs

arcs.note_this_process()
