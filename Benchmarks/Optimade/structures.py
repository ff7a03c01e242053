"""structures.py BASE COUNT FILE: the first structures of a server as OPTIMADE JSON lines."""

import json
import sys

import requests

base, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
information = requests.get(base + "/v1/info/structures").json()["data"]
link = base + "/v1/structures?page_limit=1000"
with open(path, "w") as file:
    file.write(json.dumps({"x-optimade": {"meta": {"api_version": "1.2.0"}}}) + "\n")
    file.write(json.dumps(information) + "\n")
    while link and count > 0:
        page = requests.get(link).json()
        for entry in page["data"][:count]:
            file.write(json.dumps(entry) + "\n")
        count -= len(page["data"])
        link = page["links"]["next"]
