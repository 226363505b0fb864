>>> from linecache import getline
>>> from gentools import snapshot
>>> def two_questions():
...     pair = ((yield "one?"), (yield "two?"))
...
>>> def where(generator):
...     code, stands = generator.gi_code, generator.gi_frame.f_lasti
...     line, _, start, end = list(code.co_positions())[stands // 2]
...     return getline(code.co_filename, line)[start:end]
...
>>> generator = two_questions()
>>> next(generator), where(generator)
('one?', 'yield "one?"')
>>> next(generator), where(generator)
('two?', 'yield "two?"')
>>> snapshot(generator).expression == where(generator)
True
