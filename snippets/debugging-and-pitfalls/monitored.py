#: min 3.12
import sys

KINDS = "PY_START PY_RESUME PY_YIELD PY_RETURN PY_THROW PY_UNWIND".split()


def monitored(code, act):
    """Act, and return the events that happen in *code*."""
    tool, seen = sys.monitoring.DEBUGGER_ID, []
    sys.monitoring.use_tool_id(tool, "book")
    chosen = {kind: getattr(sys.monitoring.events, kind) for kind in KINDS}
    for kind, event in chosen.items():

        def note(where, *details, kind=kind):
            if where is code:
                seen.append(kind)

        sys.monitoring.register_callback(tool, event, note)
    sys.monitoring.set_events(tool, sum(chosen.values()))
    try:
        act()
    except KeyError as error:
        seen.append(repr(error))
    finally:
        sys.monitoring.set_events(tool, 0)
        sys.monitoring.free_tool_id(tool)
    return seen
