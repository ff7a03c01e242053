internal import Crystals
internal import Foundation

extension QuantumEspressoJob {
    /// The page of a crystal's folder.
    var readme: String {
        """
        # \(Self.oneLine(name)): inputs for Quantum ESPRESSO

        \(input.crystal.composition.hillFormula), \(input.crystal.sites.count) atoms, \
        \(String(format: "%.3f", input.crystal.lattice.volume)) Å³. Made for pw.x, ph.x and \
        dynmat.x 6.7 (Debian: quantum-espresso, quantum-espresso-data).

            sh run.sh                       # or MPIRUN="mpirun -np 4" sh run.sh

        | step | input | what it finds |
        |---|---|---|
        | relax | relax.in | atoms and cell at rest, no pressure |
        | scf | scf.in, with the relaxed cell put in | the ground state |
        | phonon | phonon.in | the dynamical matrix at Γ\(chargesText) |
        | frequencies | dynmat.in | frequencies at Γ: an imaginary one means that the crystal is not stable |

        Functional PBE; cutoffs \(input.waveCutoff) Ry for the waves and \(input.densityCutoff) Ry \
        for the density; k-points \(input.kPoints.divisions.map(String.init).joined(separator: "×")), \
        Γ included; \(occupationsText); \(magnetismText). Check the convergence in cutoffs and \
        k-points before publishing a number.

        ## Pseudopotentials

        | element | file | kind | from |
        |---|---|---|---|
        \(input.pseudopotentials.map(Self.row).joined(separator: "\n"))
        \(absenceText)
        """
    }

    private var chargesText: String {
        input.settings.occupations == .fixed ? ", dielectric tensor and effective charges" : ""
    }

    private var occupationsText: String {
        switch input.settings.occupations {
        case .fixed: "fixed occupations, as for an insulator"
        case .smeared(let width):
            "cold smearing of \(width) Ry, right for metals and harmless with a gap (if relax.out "
                + "shows one, occupations = 'fixed' in scf.in and epsil = .true. in phonon.in give "
                + "the dielectric tensor and effective charges too)"
        }
    }

    private var magnetismText: String {
        switch input.settings.magnetism {
        case .none: "no spin polarisation"
        case .ferromagnetic: "spin-polarised, started ferromagnetic; try other orders too"
        }
    }

    private static func row(_ potential: Pseudopotential) -> String {
        let origin = potential.isInDebian ? "Debian, /usr/share/espresso/pseudo" : "**to be found**"
        return "| \(potential.element) | \(potential.fileName) | \(potential.kind.rawValue) "
            + "| \(origin) |"
    }

    private var absenceText: String {
        let names = absentPseudopotentials.map(\.fileName)
        guard !names.isEmpty else { return "" }
        return """

            Debian has no PBE potential for \(names.count == 1 ? "one element" : "\(names.count) elements"). \
            Put a scalar-relativistic, norm-conserving PBE potential into `pseudo/` under the name in the \
            table, for instance from the PseudoDojo table (pseudo-dojo.org, ONCVPSP, PBE, standard accuracy), and \
            raise ecutwfc in relax.in and scf.in to what its makers suggest if that is more. \
            `run.sh` stops and names any file that is missing.

            """
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
