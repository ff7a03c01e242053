"""importing.py PROGRAM BASE STORE: imports from a reference server, stopped in between, and again."""

import json
import signal
import sqlite3
import subprocess
import sys
import time

import requests

program, base, store = sys.argv[1:4]
total = requests.get(base + "/v1/structures?page_limit=1").json()["meta"]["data_returned"]
command = [program, "import", "--json", "--optimade", base, "--page-limit", "1", "--store", store]


def is_underway():
    """Whether the store knows of a page where an import would go on."""
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
            return database.execute("SELECT count(*) FROM bookmark").fetchone()[0] > 0
    except sqlite3.OperationalError:
        # Not made yet.
        return False


first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
while first.poll() is None and not is_underway():
    time.sleep(0.001)
assert first.poll() is None, "the import ended before it could be killed"
first.send_signal(signal.SIGKILL)
first.wait()


def run():
    done = subprocess.run(command, capture_output=True, text=True)
    # The reference server's own structures are no crystals: the cells were made up.
    text = done.stdout.strip()
    return json.loads(text) if text else {}, done.stderr


counts, said = run()
assert "going on" in said, f"what was killed was not gone on with: {said}"
assert 0 < counts["inputs"] < total, f"{counts['inputs']} of {total} structures were read after the kill"
again, said = run()
assert "going on" not in said, "what is complete has no place to go on from"
assert again["inputs"] == total and again["unchanged"] == total, again
print(f"of {total} structures {counts['inputs']} were read after a kill, "
      f"{again['unchanged']} unchanged when read again")
