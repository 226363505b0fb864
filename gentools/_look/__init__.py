"""Look: what a generator, a coroutine or an async generator holds, at one moment."""
