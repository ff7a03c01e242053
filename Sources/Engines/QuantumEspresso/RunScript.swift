/// The shell script that runs one crystal's calculations in order.
struct RunScript {
    let pseudopotentials: [Pseudopotential]

    /// POSIX shell and awk. A step whose output ends well is not repeated, so the script may be
    /// stopped and started again; a step that fails ends it with its name.
    var text: String {
        [Self.preamble, links, Self.stepFunction, Self.steps].joined(separator: "\n")
    }

    /// What it is, and where it looks.
    private static let preamble = """
        #!/bin/sh
        # Relaxes the crystal, then finds its ground state and its vibrations at Gamma.
        #
        #   sh run.sh
        #
        # MPIRUN   put before each program, for instance "mpirun -np 4"
        # PSEUDO   folders to look for pseudopotentials in, separated by colons
        set -eu
        cd "$(dirname "$0")"
        folders="${PSEUDO:-}:${ESPRESSO_PSEUDO:-}:/usr/share/espresso/pseudo"

        """

    /// Every pseudopotential found and linked, or the end with the names of those that are absent.
    private var links: String {
        let files = pseudopotentials.map { "'\($0.fileName)'" }.joined(separator: " ")
        return """
            mkdir -p pseudo
            absent=""
            for file in \(files); do
                [ -e "pseudo/$file" ] && continue
                found=""
                old_ifs=$IFS; IFS=:
                for folder in $folders; do
                    if [ -n "$folder" ] && [ -e "$folder/$file" ]; then
                        found="$folder/$file"; break
                    fi
                done
                IFS=$old_ifs
                if [ -n "$found" ]; then ln -s "$found" "pseudo/$file"; else absent="$absent $file"; fi
            done
            if [ -n "$absent" ]; then
                echo "no pseudopotential:$absent (see README.md; put it into pseudo/)" >&2
                exit 2
            fi

            """
    }

    /// How a program is run.
    private static let stepFunction = """
        # step NAME PROGRAM INPUT: output goes to NAME.out.
        step() {
            if [ -f "$1.out" ] && grep -q "JOB DONE" "$1.out"; then return; fi
            echo "$1 ..."
            ${MPIRUN:-} "$2" -in "$3" > "$1.out" || true
            if ! grep -q "JOB DONE" "$1.out"; then
                echo "$1 failed; see $(pwd)/$1.out" >&2
                exit 1
            fi
        }

        """

    /// The calculations. The ground state is that of the relaxed cell: scf.in up to its cell, then
    /// the one at the end of relax.out.
    private static let steps = """
        step relax pw.x relax.in
        if ! grep -q "Begin final coordinates" relax.out; then
            echo "the relaxation did not converge; see $(pwd)/relax.out" >&2
            exit 1
        fi
        # The ground state of the relaxed cell: scf.in up to its cell, then the relaxed one.
        {
            awk '/^CELL_PARAMETERS/ { exit } { print }' scf.in
            awk '/Begin final coordinates/ { block = 1 }
                 /End final coordinates/ { exit }
                 block && /^CELL_PARAMETERS/ { on = 1 }
                 on' relax.out
        } > scf-relaxed.in
        step scf pw.x scf-relaxed.in
        step phonon ph.x phonon.in
        step frequencies dynmat.x dynmat.in
        echo "done; frequencies at Gamma are in frequencies.out"

        """
}
