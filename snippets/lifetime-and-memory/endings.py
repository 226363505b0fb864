#: native
import subprocess
import sys

BEGINNING = """
import os, sys, threading

def reader():
    try:
        yield
    finally:
        os.write(1, b"closed")

def started():
    lines = reader()
    next(lines)
    return lines
"""


def run(last_lines):
    """Run a program that begins like that, and return what it wrote."""
    command = [sys.executable, "-c", BEGINNING + last_lines]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout
