def login(passwords, tries=3):
    """Ask for a name and a password; return the name, or None."""
    try:
        for _ in range(tries):
            try:
                name = yield "name? "
                word = yield "password? "
            except TimeoutError:
                continue
            if name in passwords and passwords[name] == word:
                return name
    finally:
        print("login is over")


PASSWORDS = {"ada": "1815", "zoë": "1936"}
