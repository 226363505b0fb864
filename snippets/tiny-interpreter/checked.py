def checked(amount):
    try:
        return 100 // amount
    except ZeroDivisionError:
        return 0
    finally:
        print("checked", amount)
