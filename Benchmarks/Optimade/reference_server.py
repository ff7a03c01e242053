"""reference_server.py FILE PORT: the reference server with its default database in memory, holding the
structures of an OPTIMADE JSON-lines file, or its own test data where FILE is "own"."""

import os
import sys
import tempfile

path, port = sys.argv[1], int(sys.argv[2])
os.environ["OPTIMADE_LOG_LEVEL"] = "error"
os.environ["OPTIMADE_LOG_DIR"] = tempfile.mkdtemp()
os.environ["OPTIMADE_INSERT_TEST_DATA"] = "true" if path == "own" else "false"
if path != "own":
    os.environ["OPTIMADE_INSERT_FROM_JSONL"] = os.path.abspath(path)

import uvicorn  # noqa: E402
from optimade.server.main import app  # noqa: E402

uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")
