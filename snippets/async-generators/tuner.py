#: after resume
async def tuner():
    """Take frequencies; yield how strong each of them comes in."""
    strength = None
    while True:
        try:
            frequency = yield strength
            strength = await radio(frequency)
        except OSError as error:
            strength = f"none, {error}"
