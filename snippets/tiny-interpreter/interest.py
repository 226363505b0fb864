def interest(balance, years):
    earned = 0
    while years > 0:
        earned += (balance + earned) // 10
        years -= 1
    return earned
