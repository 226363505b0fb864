#: after guard
@instruction
def YIELD_FROM(frame, _):
    value = frame.stack.pop()
    delegate = frame.stack[-1]
    try:
        if value is None:
            value = next(delegate)
        else:
            value = delegate.send(value)
    except StopIteration as stop:
        frame.stack[-1] = stop.value
    else:
        frame.place -= 1  # the same instruction again, next time
        return Yielded(value)


@emit.register(ast.YieldFrom)
def emit_yield_from(node, code):
    emit(node.value, code)
    code.add("UNARY", iter)
    code.add("CONST", None)
    code.add("YIELD_FROM")


class Generator(Generator):
    """As before, but a delegate is asked first."""

    @property
    def delegate(self):
        frame = self.frame
        if frame is None or self.running:
            return None
        name, _ = frame.code.instructions[frame.place]
        return frame.stack[-1] if name == "YIELD_FROM" else None

    def throw(self, error):
        delegate = self.delegate
        if delegate is None:
            return super().throw(error)
        if isinstance(error, type):
            error = error()
        self.running = True
        try:
            if isinstance(error, GeneratorExit):
                if hasattr(delegate, "close"):
                    delegate.close()
            elif hasattr(delegate, "throw"):
                return delegate.throw(error)
        except BaseException as raised:
            error = raised
        finally:
            self.running = False
        if not isinstance(error, StopIteration):
            return super().throw(error)
        self.frame.stack.pop()  # the delegate has ended
        self.frame.place += 1
        return self.resume(error.value)
