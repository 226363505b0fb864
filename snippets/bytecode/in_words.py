from dis import get_instructions
from textwrap import fill

WITH_NUMBER = {"RESUME", "YIELD_VALUE", "CALL_INTRINSIC_1", "GET_ITER"}


def in_words(code):
    """Print the names of the instructions; where it tells something, the operand too."""
    shown = []
    for instruction in get_instructions(code):
        shown.append(instruction.opname)
        if instruction.opname in WITH_NUMBER and instruction.arg is not None:
            shown[-1] += f"({instruction.arg})"
    print(fill(" ".join(shown), 74))
