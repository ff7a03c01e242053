"""importing.py PROGRAM BASE STORE: imports from a reference server, stopped in between, and again."""

import json
import signal
import subprocess
import sys
import time

import requests

program, base, store = sys.argv[1:4]
total = requests.get(base + "/v1/structures?page_limit=1").json()["meta"]["data_returned"]
command = [program, "import", "--json", "--optimade", base, "--page-limit", "1", "--store", store]

first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
time.sleep(0.15)
first.send_signal(signal.SIGKILL)
first.wait()


def run():
    done = subprocess.run(command, capture_output=True, text=True)
    # The reference server's own structures are no crystals: the cells were made up.
    text = done.stdout.strip()
    return json.loads(text) if text else {}, done.stderr


counts, said = run()
resumed = "going on" in said
again, _ = run()
print(f"of {total} structures {counts['inputs']} were read after a kill (resumed: {resumed}), "
      f"{again['unchanged']} unchanged when read again")
assert again["inputs"] == total and again["unchanged"] == total, again
