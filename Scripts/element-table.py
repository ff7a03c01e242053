#!/usr/bin/env python3
"""Writes the table of elements to standard output.

    python3 -m venv venv && venv/bin/pip install periodictable==2.1.0
    venv/bin/pip download --no-deps mendeleev==0.4.5 && unzip mendeleev-0.4.5*.whl
    venv/bin/python Scripts/element-table.py mendeleev/elements.db > Sources/Crystals/Elements/ElementTable.swift

mendeleev 0.4.5 is read as the SQLite file it ships, and not a later version: later ones compute the
molar volume from the density of the gas at room temperature where this one lists the liquid's,
which is what CGCNN's vectors were made from. Names and weights are those of periodictable 2.1.0.
"""

import sqlite3
import sys

import periodictable

HEADER = '''\
// Written by Scripts/element-table.py; change it there.

/// Tabulated properties of the elements, one line each; "-" where none is tabulated.
///
/// 1. Z; 2. symbol; 3. name
/// 4. weight, u: abridged standard atomic weight of 2021 (Prohaska et al., Pure Appl. Chem. 94, 573,
///    2022), mass number of the longest-lived isotope where there is none; periodictable 2.1.0
/// 5. group, "-" in the f block; 6. period; 7. block. La and Ac stand in the f block, Lu and Lr in
///    group 3 of the d block
/// 8. kind: metal, metalloid (B Si Ge As Sb Te) or nonmetal
/// 9. electronegativity, Pauling's scale; mendeleev 0.4.5 (CRC Handbook)
/// 10. covalent radius, pm, single bond (Pyykkö & Atsumi, Chem. Eur. J. 15, 186, 2009); mendeleev 0.4.5
/// 11. valence electrons: the last digit of the group in the p block, 2 for He and in the f block,
///    otherwise the group. CGCNN counts 12 for Pd, whose free atom is 4d¹⁰, and so does this table
/// 12. first ionisation energy, eV: NIST Atomic Spectra Database; mendeleev 0.4.5
/// 13. electron affinity, eV: mendeleev 0.4.5 (CRC Handbook). Its Be −2.4 and N −1.4 stay because
///    CGCNN's vectors hold them; modern estimates are near −0.5 and −0.07. Its −19.7 for He and
///    −11.5 for Ar, which bind no electron, are left out, as they are in CGCNN
/// 14. molar volume, cm³/mol, of the solid, or of the liquid for gases; mendeleev 0.4.5
let elementTable = """
'''

METALLOIDS = {"B", "Si", "Ge", "As", "Sb", "Te"}
NONMETALS = set("H He C N O F Ne P S Cl Ar Se Br Kr I Xe At Rn".split())
NAMES = {"aluminum": "aluminium", "cesium": "caesium"}
COLUMNS = """symbol period group_id block en_pauling covalent_radius_pyykko
    electron_affinity atomic_volume""".split()


def text(value, digits=6):
    return "-" if value is None else f"{value:.{digits}g}"


def valence_electrons(symbol, group, block):
    if symbol == "Pd":
        return 12
    if symbol == "He" or block == "f":
        return 2
    return group % 10 if block == "p" else group


def row(z, facts, ionisation):
    element = periodictable.elements[z]
    symbol = facts["symbol"]
    assert symbol == element.symbol
    group, block = facts["group_id"], facts["block"]
    if 57 <= z <= 70 or 89 <= z <= 102:
        group, block = None, "f"
    if z in (71, 103):
        group, block = 3, "d"
    kind = "metalloid" if symbol in METALLOIDS else "nonmetal" if symbol in NONMETALS else "metal"
    affinity = None if symbol in ("He", "Ar") else facts["electron_affinity"]
    return [
        str(z), symbol, NAMES.get(element.name, element.name), text(element.mass, 12),
        text(group), str(facts["period"]), block, kind, text(facts["en_pauling"]),
        text(facts["covalent_radius_pyykko"]), str(valence_electrons(symbol, group, block)),
        text(ionisation, 8), text(affinity), text(facts["atomic_volume"]),
    ]


def main(path):
    database = sqlite3.connect(path)
    energies = dict(
        database.execute("select atomic_number, energy from ionizationenergies where degree = 1"))
    query = f"select atomic_number, {', '.join(COLUMNS)} from elements"
    facts = {found[0]: dict(zip(COLUMNS, found[1:])) for found in database.execute(query)}
    rows = [row(z, facts[z], energies[z]) for z in range(1, 104)]
    widths = [max(map(len, column)) for column in zip(*rows)]
    print(HEADER, end="")
    for cells in rows:
        print("    " + " ".join(map(str.ljust, cells, widths)).rstrip())
    print('    """')


main(sys.argv[1])
