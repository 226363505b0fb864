def reports(install, code, act):
    """Install a hook, act, and print what the hook hears of frames of *code*."""

    def hook(frame, event, argument):
        if frame.f_code is code:
            if event == "exception":
                argument = argument[1]
            print(event, frame.f_lineno, repr(argument))
        return hook

    install(hook)
    try:
        act()
    finally:
        install(None)
