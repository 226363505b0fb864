#: after reactions
def close_all(generators):
    """Close every generator; raise their errors together."""
    errors = []
    for generator in generators:
        try:
            generator.close()
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("generators did not close", errors)
