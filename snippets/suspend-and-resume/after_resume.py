#: after worker
#: after recorder
>>> from gentools import my_range
>>> def second_instructions(generator):
...     steps = record(generator, caller)
...     doing = [what for _, _, what, _ in steps]
...     return [
...         after
...         for before, after in zip(doing, doing[1:])
...         if before == "RESUME"
...     ][1:]
...
>>> second_instructions(my_range(0, 3))
['POP_TOP']
>>> second_instructions(worker())
['BUILD_TUPLE']
