"""Record: a program's run, step by step, with what is inside its generators."""
