import dis


def prefix_table(generator):
    """Print the code up to RESUME, and where the frame stands."""
    stands = generator.gi_frame.f_lasti
    for step in dis.get_instructions(generator.gi_code):
        mark = "<- f_lasti" if step.offset == stands else ""
        print(f"{step.offset:>3} {step.opname:<17}{mark}".rstrip())
        if step.opname == "RESUME":
            break
