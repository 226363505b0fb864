#: after reactions
def close_all(generators):
    """Close every generator; raise their errors together."""
    for generator in generators:
        generator.close()
