VAT = 0.2


def tax(net):
    return net * VAT


def price(net, discount=0.0):
    reduced = net - discount
    return reduced + tax(reduced)


print(price(100.0))
