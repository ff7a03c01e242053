"""conformance.py BASE: what the standard's tools say of a server. Fails where they find anything wrong."""

import contextlib
import io
import logging
import random
import sys

import requests
from optimade.adapters.structures import Structure
from optimade.models import StructureResource
from optimade.validator import ImplementationValidator
from pymatgen.ext.optimade import OptimadeRester

base = sys.argv[1]
seeds = [random.SystemRandom().randrange(10**6) for _ in range(3)]
failures = 0


def validate(address, seed):
    """Every mandatory and every optional test of optimade-validator."""
    global failures
    random.seed(seed)
    validator = ImplementationValidator(base_url=address, verbosity=-1)
    validator._log.handlers = [logging.NullHandler()]
    with contextlib.redirect_stdout(io.StringIO()):
        validator.validate_implementation()
    found = validator.results
    wrong = found.failure_count + found.internal_failure_count + found.optional_failure_count
    failures += wrong
    print(
        f"optimade-validator {address} seed {seed}: {found.success_count} mandatory and "
        f"{found.optional_success_count} optional tests passed, {wrong} failed"
    )
    for message in (
        found.failure_messages + found.optional_failure_messages + found.internal_failure_messages
    ):
        print("   ", message)


def models(count):
    """Structures from all over the database through the standard's models."""
    random.seed(seeds[0])
    total = requests.get(base + "/v1/structures?page_limit=1").json()["meta"]["data_available"]
    fields = "response_fields=" + ",".join(
        requests.get(base + "/v1/info/structures").json()["data"]["properties"]
    )
    for _ in range(count // 20):
        offset = random.randrange(total - 20)
        page = requests.get(f"{base}/v1/structures?page_limit=20&page_offset={offset}&{fields}")
        for entry in page.json()["data"]:
            StructureResource(**entry)
    print(f"{count} of {total} structures, all fields, pass the standard's models")


def readers():
    """pymatgen's client, and the same structures as ASE has them."""
    with OptimadeRester(base + "/", timeout=60) as rester:
        found = rester.get_structures(elements=["B", "N"], nelements=2)
    structures = next(iter(found.values()))
    assert structures and all(set(s.symbol_set) == {"B", "N"} for s in structures.values())
    query = base + '/v1/structures?page_limit=50&filter=elements HAS ALL "B","N" AND nelements=2'
    for entry in requests.get(query).json()["data"]:
        atoms, other = Structure(entry).as_ase, structures[entry["id"]]
        assert len(atoms) == len(other) and abs(atoms.get_volume() - other.volume) < 1e-6
    print(f"pymatgen's OptimadeRester reads {len(structures)} structures, ASE the same")


for seed in seeds:
    for address in [base, base + "/v1", base + "/v1.2"]:
        validate(address, seed)
models(2000)
readers()
sys.exit(1 if failures else 0)
