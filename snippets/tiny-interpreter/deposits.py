def deposits(balance):
    try:
        while balance < 100:
            try:
                balance += yield balance
            except ValueError:
                balance = 0
        return "full"
    finally:
        print("closed at", balance)
