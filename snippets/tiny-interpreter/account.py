def account(balance):
    while True:
        balance = balance + (yield balance)
