"""The pipes by example: sessions that a program for gentools 1.2.2 could have been written from."""

import doctest
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

#: What every session begins with.
SETTING = r'''
>>> from gentools import (compose, imap_return, imap_send, imap_yield, irelay, map_return, map_send, map_yield,
...                       oneyield, relay, reusable, sendreturn, Generable, GeneratorCallable, ReusableGenerator)
>>> import collections.abc, copy, functools, inspect, pickle, types, warnings
>>> def tally(total=0):
...     """Yield a running total, add what is sent, return the total once it is 10 or more."""
...     while total < 10:
...         total += (yield total)
...     return total
>>> def spy(log, items=('a', 'b', 'c')):
...     """Yield the items; note in log what comes in; survive ValueError; note the closing."""
...     for item in items:
...         try:
...             got = yield item
...             log.append(('got', got))
...         except ValueError as e:
...             log.append(('caught', str(e)))
...         except GeneratorExit:
...             log.append('closed')
...             raise
...     return 'end'
>>> def result(gen):
...     """Run a generator with next() and give its return value."""
...     while True:
...         try:
...             next(gen)
...         except StopIteration as e:
...             return e.value
'''  # noqa: E501

SESSIONS = {
    "sendreturn_gives_what_the_generator_returns": r"""
>>> t = tally()
>>> next(t), t.send(4)
(0, 4)
>>> sendreturn(t, 8)
12
>>> t = tally()
>>> next(t)
0
>>> sendreturn(t, 1)
Traceback (most recent call last):
  ...
RuntimeError: generator did not return as expected
>>> inspect.getgeneratorstate(t), sendreturn(t, 9)
('GEN_SUSPENDED', 10)
>>> sendreturn(tally(), 1)
Traceback (most recent call last):
  ...
TypeError: can't send non-None value to a just-started generator
""",
    "oneyield_asks_once": r"""
>>> @oneyield
... def question(text, *, mark='?'):
...     print('making the question')
...     return text + mark
>>> q = question('Ready', mark='!')
>>> next(q)
making the question
'Ready!'
>>> sendreturn(q, 'yes')
'yes'
>>> inspect.signature(question), isinstance(question, GeneratorCallable)
(<Signature (text, *, mark='?')>, True)
>>> question.__wrapped__.__name__
'question'
>>> list(question('Done'))
making the question
['Done?']
""",
    "compose_calls_from_right_to_left": r"""
>>> from gentools import utils
>>> compose is utils.compose, utils.identity('same')
(True, 'same')
>>> shout = compose('{}!'.format, str.upper, str)
>>> shout(b'hi', 'ascii')
'HI!'
>>> len(shout.funcs), shout.__wrapped__
(3, <class 'str'>)
>>> compose()('unchanged'), compose().funcs
('unchanged', ())
>>> inspect.signature(compose()) == inspect.signature(utils.identity)
True
>>> inspect.signature(compose(str, lambda a, b=2: a + b))
<Signature (a, b=2)>
>>> compose(str, len) == compose(str, len), hash(compose(str, len)) == hash(compose(str, len))
(True, True)
>>> compose(str, len) == compose(compose(str), len), compose(len) == len
(False, False)
>>> class Word:
...     def __init__(self, text):
...         self.text = text
...     loud = compose(str.upper, lambda self: self.text)
>>> Word('ab').loud(), Word.loud(Word('cd'))
('AB', 'CD')
>>> pickle.loads(pickle.dumps(compose(str, len))) == compose(str, len)
True
""",
    "the_four_behave_as_yield_from": r"""
>>> log = []
>>> m = imap_return(str.upper, spy(log))
>>> next(m), m.send(0), next(m)
('a', 'b', 'c')
>>> sendreturn(m, '')
'END'
>>> log
[('got', 0), ('got', None), ('got', '')]
>>> log = []
>>> m = imap_yield(str.upper, spy(log))
>>> next(m)
'A'
>>> with warnings.catch_warnings():          # 1.2.2 threw by three arguments
...     warnings.simplefilter('ignore')
...     m.throw(ValueError('oops'))
'B'
>>> m.close()
>>> log
[('caught', 'oops'), 'closed']
>>> source = spy(log)
>>> imap_yield(str, source).close()
>>> inspect.getgeneratorstate(source)
'GEN_CREATED'
>>> next(imap_yield(str, 5))                                   # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
  ...
TypeError: 'int' object is not iterable
""",
    "imap_yield_maps_what_is_yielded": r"""
>>> m = imap_yield('total {}'.format, tally())
>>> next(m), m.send(3)
('total 0', 'total 3')
>>> sendreturn(m, 7)
10
""",
    "imap_send_maps_what_is_sent": r"""
>>> m = imap_send(int, tally())
>>> next(m), m.send('3'), m.send(2.9)
(0, 3, 5)
>>> sendreturn(m, ' 5 ')
10
>>> log = []
>>> list(imap_send(lambda value: ('sent', value), spy(log)))
['a', 'b', 'c']
>>> log
[('got', ('sent', None)), ('got', ('sent', None)), ('got', ('sent', None))]
""",
    "imap_return_maps_what_is_returned": r"""
>>> result(imap_return(repr, (x for x in 'ab')))
'None'
>>> m = imap_return('final {}'.format, tally(9))
>>> next(m)
9
>>> sendreturn(m, 1)
'final 10'
""",
    "a_function_that_raises_raises_in_the_source": r"""
>>> def no_b(item):
...     if item == 'b':
...         raise ValueError('no b')
...     return item * 2
>>> log = []
>>> with warnings.catch_warnings():
...     warnings.simplefilter('ignore')
...     list(imap_yield(no_b, spy(log)))
['aa', 'cc']
>>> log
[('got', None), ('caught', 'no b'), ('got', None)]
>>> with warnings.catch_warnings():
...     warnings.simplefilter('ignore')
...     list(imap_yield(no_b, (x for x in 'abc')))
Traceback (most recent call last):
  ...
ValueError: no b
""",
    "irelay_talks_about_each_item": r'''
>>> def confirm(item):
...     """Pass the item on, then ask until the answer is 'y' or 'n'."""
...     answer = yield item
...     while answer not in ('y', 'n'):
...         answer = yield 'y or n?'
...     return answer == 'y'
>>> log = []
>>> m = irelay(spy(log), confirm)
>>> next(m), m.send('what'), m.send('y'), m.send('n')
('a', 'y or n?', 'b', 'c')
>>> sendreturn(m, 'y')
'end'
>>> log
[('got', True), ('got', False), ('got', True)]
>>> def silent(item):
...     return item.upper()
...     yield
>>> log = []
>>> list(irelay(spy(log), silent)), log
([], [('got', 'A'), ('got', 'B'), ('got', 'C')])
>>> list(irelay((x for x in 'ab'), lambda item: [item, item]))
['a', 'a', 'b', 'b']
>>> log = []
>>> def watched(item):
...     try:
...         return (yield item)
...     finally:
...         log.append('relay over')
>>> m = irelay(spy(log), watched)
>>> next(m)
'a'
>>> with warnings.catch_warnings():
...     warnings.simplefilter('ignore')
...     m.throw(ValueError('up'))
'b'
>>> m.close()
>>> log
['relay over', ('caught', 'up'), 'relay over', 'closed']
''',
    "decorators_have_their_orders": r'''
>>> def letters():
...     """Yield two letters."""
...     print('first answer:', (yield 'a'))
...     yield 'b'
...     return 'z'
>>> m = map_yield('f({})'.format, 'g({})'.format)(letters)()
>>> next(m)
'f(g(a))'
>>> m = map_send('f({})'.format, 'g({})'.format)(letters)()
>>> next(m), m.send('x')
first answer: f(g(x))
('a', 'b')
>>> result(map_return('f({})'.format, 'g({})'.format)(letters)())
first answer: None
'f(g(z))'
>>> def tagged(tag):
...     def relayer(item):
...         answer = yield '{}({})'.format(tag, item)
...         return '{}({})'.format(tag, answer)
...     return relayer
>>> m = relay(tagged('f'), tagged('g'))(letters)()
>>> next(m), m.send('x')
first answer: f(g(x))
('g(f(a))', 'g(f(b))')
>>> m = relay(tagged('g'))(relay(tagged('f'))(letters))()
>>> next(m)
'g(f(a))'
>>> both = compose(map_return('{:>5}'.format), map_send(int))
>>> mapped = both(tally)
>>> m = mapped(total=2)
>>> next(m), m.send('3'), sendreturn(m, '6')
(2, 5, '   11')
>>> isinstance(mapped, compose), inspect.signature(mapped), mapped.__wrapped__.__wrapped__ is tally
(True, <Signature (total=0)>, True)
>>> class Counter:
...     step = 2
...     @map_yield(str)
...     def upto(self, n):
...         yield from range(0, n, self.step)
...     @classmethod
...     @map_yield(str)
...     def named(cls):
...         yield cls.__name__
>>> list(Counter().upto(5)), list(Counter.upto(Counter(), 3)), list(Counter.named())
(['0', '2', '4'], ['0', '2'], ['Counter'])
>>> mapped(1, 2)
Traceback (most recent call last):
  ...
TypeError: tally() takes from 0 to 1 positional arguments but 2 were given
''',
    "reusable_objects_are_values": r'''
>>> @reusable
... def ladder(start, stop=6, *extra, step=2, **labels):
...     """Climb from start to stop."""
...     yield from range(start, stop, step)
...     yield from extra
...     return labels
>>> up = ladder(0, step=3)
>>> list(up), list(up), result(iter(up))
([0, 3], [0, 3], {})
>>> up
ladder(start=0, stop=6, extra=(), step=3, labels={})
>>> up.step, up.extra, ladder(0, 1, 2, 3, x=4).labels
(3, (), {'x': 4})
>>> inspect.isclass(ladder), ladder.__name__, ladder.__doc__, ladder.__bases__ == (ReusableGenerator,)
(True, 'ladder', 'Climb from start to stop.', True)
>>> inspect.signature(ladder)
<Signature (start, stop=6, *extra, step=2, **labels)>
>>> type(iter(up)) is types.GeneratorType, isinstance(up, Generable), isinstance(up, collections.abc.Iterator)
(True, True, False)
>>> up == ladder(0, 6, step=3), up == ladder(0.0, step=3), up != ladder(1), hash(up) == hash(ladder(start=0, step=3))
(True, True, True, True)
>>> up.replace(start=3, extra=[8, 9], labels={'end': 1})
ladder(start=3, stop=6, extra=(8, 9), step=3, labels={'end': 1})
>>> up.replace() == up, up.replace() is up, up.start
(True, False, 0)
>>> up.start = 1                                               # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
  ...
AttributeError: property 'start' of 'ladder' object has no setter
>>> ladder()
Traceback (most recent call last):
  ...
TypeError: missing a required argument: 'start'
>>> next(up)
Traceback (most recent call last):
  ...
TypeError: 'ladder' object is not an iterator
>>> hash(ladder([]))
Traceback (most recent call last):
  ...
TypeError: unhashable type: 'list'
>>> holder = ladder(0, 0, ['shared'])
>>> copy.copy(holder) == copy.deepcopy(holder) == holder
True
>>> copy.copy(holder).extra[0] is holder.extra[0], copy.deepcopy(holder).extra[0] is holder.extra[0]
(True, False)
>>> all(pickle.loads(pickle.dumps(up, p)) == up for p in range(pickle.HIGHEST_PROTOCOL + 1))
True
>>> ladder.__qualname__ = 'tools.ladder'
>>> ladder(5)
tools.ladder(start=5, stop=6, extra=(), step=2, labels={})
>>> mapped = reusable(map_yield(str)(tally))
>>> mapped(3), next(iter(mapped(3))), next(iter(mapped(3)))
(tally(total=3), '3', '3')
>>> reusable(max)
Traceback (most recent call last):
  ...
ValueError: no signature found for builtin <built-in function max>
''',  # noqa: E501
    "reusable_is_a_method_in_a_class": r"""
>>> class Shelf:
...     def __init__(self, *books):
...         self.books = books
...     @reusable
...     def reading(self, times):
...         for _ in range(times):
...             yield from self.books
...     @staticmethod
...     @reusable
...     def pair(a, b):
...         yield a
...         yield b
...     @classmethod
...     @reusable
...     def label(cls, text):
...         yield cls.__name__ + text
>>> shelf = Shelf('x', 'y')
>>> plan = shelf.reading(2)
>>> list(plan), list(plan) == list(Shelf.reading(shelf, 2))
(['x', 'y', 'x', 'y'], True)
>>> plan.self is shelf, plan == Shelf.reading(shelf, times=2), Shelf.reading.__qualname__
(True, True, 'Shelf.reading')
>>> list(shelf.pair(1, 2)), list(Shelf.pair(1, 2)), list(shelf.label('!'))
([1, 2], [1, 2], ['Shelf!'])
""",
    "generables_are_named": r'''
>>> @reusable
... def ladder(start, stop=6, *extra, step=2, **labels):
...     """Climb from start to stop."""
...     yield from range(start, stop, step)
...     yield from extra
...     return labels
>>> isinstance((x for x in ()), Generable), isinstance([], Generable), issubclass(ladder, Generable)
(True, False, True)
>>> class Twice(Generable[int, None, None]):
...     def __iter__(self):
...         yield 1
...         yield 2
>>> list(imap_yield(str, Twice())), isinstance(Twice(), Generable)
(['1', '2'], True)
>>> Generable()                                                # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
  ...
TypeError: Can't instantiate abstract class Generable
>>> class Lazy(GeneratorCallable[int, None, None]):
...     pass
>>> Lazy()()
Traceback (most recent call last):
  ...
NotImplementedError
''',
}


@pytest.fixture
def module() -> Iterator[ModuleType]:
    """A module for the session to be in: pickles look names up there."""
    module = ModuleType("example_of_pipes")
    sys.modules[module.__name__] = module
    yield module
    del sys.modules[module.__name__]


@pytest.mark.parametrize("name", SESSIONS)
def test_the_session_prints_what_it_says(name: str, module: ModuleType) -> None:
    session = doctest.DocTestParser().get_doctest(SETTING + SESSIONS[name], {}, name, None, None)
    session.globs = vars(module)
    report: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(
        session, out=report.append, clear_globs=False
    )
    assert results.attempted > len(SETTING.split(">>> ")) - 1
    assert not results.failed, "".join(report)
