class Recalibrate(Exception):
    """Asks a meter to count from its latest reading."""


def meter(readings):
    """Yield readings, less the zero point."""
    print("switched on")
    zero = 0
    try:
        for reading in readings:
            try:
                yield reading - zero
            except Recalibrate:
                zero = reading
    finally:
        print("switched off")
