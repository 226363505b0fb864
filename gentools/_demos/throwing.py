"""A generator to throw exceptions into."""

from collections.abc import Generator


def resilient() -> Generator[str, object, None]:
    """Return a generator that reports how it was resumed: by a value or by an exception.

    It goes on after any :class:`Exception` that is thrown into it. But before the first ``next``
    there is no ``yield`` that an exception could appear at: one that is thrown then comes straight
    back, and the generator is finished.

    :yields: ``'started'``, then a report on each resumption: ``'received'`` or ``'caught'``, and
        the object sent or the exception thrown.
    :receives: any object, and by ``throw`` any :class:`Exception`.
    :returns: None. It never ends by itself; ``close`` ends it, since :class:`GeneratorExit` is no
        :class:`Exception`.

    >>> reports = resilient()
    >>> next(reports)
    'started'
    >>> reports.throw(ValueError("oops"))
    "caught ValueError('oops')"
    >>> reports.send("hello")
    "received 'hello'"
    >>> next(reports)
    'received None'
    """
    report = "started"
    while True:
        try:
            received = yield report
        except Exception as error:  # noqa: BLE001  (surviving whatever comes is its purpose)
            report = f"caught {error!r}"
        else:
            report = f"received {received!r}"
