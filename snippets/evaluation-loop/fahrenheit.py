def fahrenheit(celsius):
    return 32.0 + 1.8 * celsius


print(fahrenheit(100.0))
