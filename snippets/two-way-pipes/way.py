#: after ended_by
import traceback

from gentools import imap_return, imap_send, imap_yield, irelay


def way(error):
    """Name the functions in the traceback of an error."""
    entries = traceback.extract_tb(error.__traceback__)
    return [entry.name for entry in entries]
