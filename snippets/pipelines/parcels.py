def parcels(lines, limit):
    """Yield lists of lines with at most `limit` characters together."""
    parcel, size = [], 0
    for line in lines:
        if parcel and size + len(line) > limit:
            yield parcel
            parcel, size = [], 0
        parcel.append(line)
        size += len(line)
    if parcel:
        yield parcel
