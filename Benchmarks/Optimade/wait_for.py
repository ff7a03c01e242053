"""wait_for.py URL: returns when a server answers and has structures."""

import sys
import time

import requests

for _ in range(1200):
    try:
        if requests.get(sys.argv[1], timeout=10).json()["meta"].get("data_available", 0) > 0:
            break
    except Exception:
        pass
    time.sleep(0.25)
else:
    sys.exit(f"{sys.argv[1]} does not answer")
