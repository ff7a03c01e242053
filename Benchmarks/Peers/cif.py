"""Gemmi's reading of CIF alone: file to the atoms of the unit cell."""

import gemmi

from measuring import arguments, serve


def main():
    options = arguments(contender=("p1", "symmetric"))
    files = sorted((options.folder / options.contender).iterdir())[:options.count]
    paths = [str(path) for path in files]

    def work():
        atoms = 0
        for path in paths:
            structure = gemmi.read_small_structure(path)
            if options.contender == "symmetric":
                atoms += len(structure.get_all_unit_cell_sites())
            else:
                atoms += len(structure.sites)
        return {"atoms": atoms}

    serve(work, structures=len(paths))


if __name__ == "__main__":
    main()
