def parcels(lines, limit):
    """Yield lists of lines with at most `limit` characters together."""
    parcel, size = [], 0
    for line in lines:
        parcel.append(line)
        size += len(line)
        if size >= limit:
            yield parcel
            parcel, size = [], 0
