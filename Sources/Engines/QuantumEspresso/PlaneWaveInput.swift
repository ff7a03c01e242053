internal import Foundation
public import Crystals

/// Input of pw.x 6.7 for one crystal (INPUT_PW of Quantum ESPRESSO).
public struct PlaneWaveInput: Sendable {
    public enum Calculation: String, CaseIterable, Hashable, Sendable {
        /// Relaxes the atoms and the cell.
        case relaxation = "vc-relax"
        /// Ground state of a cell at rest, as ph.x needs it.
        case groundState = "scf"
    }

    /// Right-handed: a left-handed cell is written with its three vectors and all fractions
    /// negated, which leaves every atom where it was.
    public let crystal: Crystal
    public let settings: PlaneWaveSettings
    /// One for each element, by atomic number.
    public let pseudopotentials: [Pseudopotential]
    /// Names the files of the calculation.
    public let prefix: String

    /// The most kinds of atoms that pw.x 6.7 takes (ntypx).
    public static let largestElementCount = 10

    /// - Throws: ``QuantumEspressoError`` for a disordered crystal, or one that is no crystal.
    public init(
        _ crystal: Crystal, settings: PlaneWaveSettings, prefix: String
    ) throws(QuantumEspressoError) {
        try Self.check(crystal)
        if settings.occupations == .fixed, settings.magnetism != .none {
            throw .fixedOccupationsWithMagnetism
        }
        self.crystal = Self.rightHanded(crystal)
        (self.settings, self.prefix) = (settings, prefix)
        pseudopotentials = crystal.elements.sorted().map(Pseudopotential.standard(for:))
    }

    /// E_cut of the wave functions, Ry, in whole steps of 5.
    public var waveCutoff: Int {
        let suggested = pseudopotentials.map {
            $0.waveCutoff ?? ($0.kind == .normConserving ? Self.hardCutoff : Self.softCutoff)
        }
        return Self.roundedUp(max(Self.leastCutoff, suggested.max() ?? 0) * settings.cutoffMargin)
    }

    /// E_cut of the density, Ry: four times the other where every potential conserves the norm, at
    /// least eight times where an augmentation charge has to be resolved.
    public var densityCutoff: Int {
        let isAugmented = pseudopotentials.contains { $0.kind != .normConserving }
        let suggested = pseudopotentials.compactMap(\.densityCutoff).max() ?? 0
        let least = Double(waveCutoff) * (isAugmented ? 8 : 4)
        return Self.roundedUp(max(least, suggested * settings.cutoffMargin))
    }

    public var kPoints: KPointMesh { KPointMesh(crystal.lattice, length: settings.kPointLength) }

    /// The input file.
    ///
    /// The cell and the positions stand last, so that a script can put relaxed ones in their place.
    public func text(_ calculation: Calculation) -> String {
        var blocks = [control(calculation), system, electrons]
        if calculation == .relaxation { blocks += [ions, cell] }
        return (blocks.map(\.text) + cards).joined(separator: "\n") + "\n"
    }

    /// Ry; for a potential that suggests nothing.
    private static let hardCutoff = 70.0
    private static let softCutoff = 40.0
    private static let leastCutoff = 35.0

    /// Of the cell, Å: half the size of the smallest atom.
    private static let leastHeight = 0.2

    private static func roundedUp(_ value: Double) -> Int { Int((value / 5).rounded(.up)) * 5 }
}

extension PlaneWaveInput {
    private func control(_ calculation: Calculation) -> Namelist {
        var list = Namelist("CONTROL")
        list["calculation"] = .text(calculation.rawValue)
        list["prefix"] = .text(prefix)
        list["outdir"] = .text("./tmp")
        list["pseudo_dir"] = .text("./pseudo")
        list["tprnfor"] = .logical(true)
        list["tstress"] = .logical(true)
        if calculation == .relaxation {
            list["nstep"] = .integer(200)
            list["etot_conv_thr"] = .real("1.0d-5")
            list["forc_conv_thr"] = .real("1.0d-4")
        }
        return list
    }

    private var system: Namelist {
        var list = Namelist("SYSTEM")
        list["ibrav"] = .integer(0)
        list["nat"] = .integer(crystal.sites.count)
        list["ntyp"] = .integer(pseudopotentials.count)
        list["ecutwfc"] = .integer(waveCutoff)
        list["ecutrho"] = .integer(densityCutoff)
        switch settings.occupations {
        case .fixed: list["occupations"] = .text("fixed")
        case .smeared(let width):
            list["occupations"] = .text("smearing")
            list["smearing"] = .text("marzari-vanderbilt")
            list["degauss"] = .real(String(format: "%.4f", width))
        }
        if case .ferromagnetic(let start) = settings.magnetism {
            list["nspin"] = .integer(2)
            for (index, potential) in pseudopotentials.enumerated()
            where PlaneWaveSettings.magneticElements.contains(potential.element) {
                list["starting_magnetization(\(index + 1))"] = .real(String(format: "%.2f", start))
            }
        }
        return list
    }

    private var electrons: Namelist {
        var list = Namelist("ELECTRONS")
        list["conv_thr"] = .real("1.0d-10")
        list["electron_maxstep"] = .integer(200)
        list["mixing_beta"] = .real("0.4")
        return list
    }

    private var ions: Namelist {
        var list = Namelist("IONS")
        list["ion_dynamics"] = .text("bfgs")
        return list
    }

    private var cell: Namelist {
        var list = Namelist("CELL")
        list["cell_dynamics"] = .text("bfgs")
        list["press"] = .real("0.0")
        list["press_conv_thr"] = .real("0.1")
        return list
    }

    private var cards: [String] {
        let species = pseudopotentials.map { potential in
            let mass = String(format: "%.4f", potential.element.mass)
            return "  \(potential.element)  \(mass)  \(potential.fileName)"
        }
        let vectors = crystal.lattice.rows.map { "  " + Self.triple($0) }
        let atoms = crystal.sites.flatMap { site in
            site.species.components.map { "  \($0.element)  \(Self.triple(site.position.vector))" }
        }
        let mesh = kPoints.divisions.map(String.init).joined(separator: " ")
        return ["ATOMIC_SPECIES"] + species + ["K_POINTS automatic", "  \(mesh) 0 0 0"]
            + ["CELL_PARAMETERS angstrom"] + vectors + ["ATOMIC_POSITIONS crystal"] + atoms
    }

    private static func triple(_ v: SIMD3<Double>) -> String {
        (0..<3).map { String(format: "%15.10f", v[$0]) }.joined(separator: " ")
    }

    private static func check(_ crystal: Crystal) throws(QuantumEspressoError) {
        guard !crystal.sites.isEmpty else { throw .noAtoms }
        let volume = crystal.lattice.volume
        let height = crystal.lattice.heights.min()
        guard crystal.lattice.isFinite, volume.isFinite, height >= leastHeight else {
            throw .flatCell(volume: volume, height: height)
        }
        for (index, site) in crystal.sites.enumerated() {
            guard site.species.isOrdered else {
                throw .disordered(site: index + 1, species: site.species)
            }
            let v = site.position.vector
            guard v.x.isFinite, v.y.isFinite, v.z.isFinite else {
                throw .invalidPosition(site: index + 1)
            }
        }
        guard crystal.elements.count <= largestElementCount else {
            throw .tooManyElements(crystal.elements.count)
        }
    }

    private static func rightHanded(_ crystal: Crystal) -> Crystal {
        guard crystal.lattice.signedVolume < 0 else { return crystal }
        let sites = crystal.sites.map { site in
            Site(site.species, at: Fractional(SIMD3<Double>.zero - site.position.vector))
        }
        return Crystal(lattice: crystal.lattice.scaled(by: -1), sites: sites)
    }
}
