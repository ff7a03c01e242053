print("kimberlite")
