import Crystals
@testable import Engines
import TestKit
import Testing

@Suite("Input of pw.x")
struct PlaneWaveInputTests {
    @Test("Cubic boron nitride, to the letter")
    func boronNitride() throws {
        let crystal = try SampleCrystals.tetrahedral("B", "N", a: 3.615)
        let settings = PlaneWaveSettings.suggested(for: crystal, bandGap: 4.5)
        let input = try PlaneWaveInput(crystal, settings: settings, prefix: "BN")
        #expect(
            input.text(.relaxation) == """
                &CONTROL
                  calculation = 'vc-relax'
                  prefix = 'BN'
                  outdir = './tmp'
                  pseudo_dir = './pseudo'
                  tprnfor = .true.
                  tstress = .true.
                  nstep = 200
                  etot_conv_thr = 1.0d-5
                  forc_conv_thr = 1.0d-4
                /
                &SYSTEM
                  ibrav = 0
                  nat = 2
                  ntyp = 2
                  ecutwfc = 60
                  ecutrho = 480
                  occupations = 'fixed'
                /
                &ELECTRONS
                  conv_thr = 1.0d-10
                  electron_maxstep = 200
                  mixing_beta = 0.4
                /
                &IONS
                  ion_dynamics = 'bfgs'
                /
                &CELL
                  cell_dynamics = 'bfgs'
                  press = 0.0
                  press_conv_thr = 0.1
                /
                ATOMIC_SPECIES
                  B  10.8100  B.pbe-n-kjpaw_psl.1.0.0.UPF
                  N  14.0070  N.pbe-n-kjpaw_psl.1.0.0.UPF
                K_POINTS automatic
                  12 12 12 0 0 0
                CELL_PARAMETERS angstrom
                     0.0000000000    1.8075000000    1.8075000000
                     1.8075000000    0.0000000000    1.8075000000
                     1.8075000000    1.8075000000    0.0000000000
                ATOMIC_POSITIONS crystal
                  B     0.0000000000    0.0000000000    0.0000000000
                  N     0.2500000000    0.2500000000    0.2500000000

                """)
    }

    @Test("A ground state neither moves the atoms nor the cell")
    func groundState() throws {
        let crystal = try SampleCrystals.tetrahedral("C", "C", a: 3.567)
        let input = try PlaneWaveInput(
            crystal, settings: .suggested(for: crystal, bandGap: 4.1), prefix: "diamond")
        let text = input.text(.groundState)
        #expect(text.contains("calculation = 'scf'"))
        #expect(!text.contains("&IONS") && !text.contains("&CELL\n"))
        #expect(text.contains("ntyp = 1") && text.contains("nat = 2"))
    }

    @Test(
        "Bands are fixed only where a gap is sure",
        arguments: [
            (nil, false), (0, false), (0.9, false), (1.0, true), (5.0, true), (Double.nan, false),
        ])
    func occupations(gap: Double?, isFixed: Bool) throws {
        let crystal = try SampleCrystals.tetrahedral("C", "C", a: 3.567)
        let settings = PlaneWaveSettings.suggested(for: crystal, bandGap: gap)
        #expect((settings.occupations == .fixed) == isFixed)
        let text = try PlaneWaveInput(crystal, settings: settings, prefix: "c").text(.relaxation)
        #expect(text.contains("degauss = 0.0100") == !isFixed)
        #expect(text.contains("smearing = 'marzari-vanderbilt'") == !isFixed)
    }

    @Test("With an odd number of electrons a gap is not believed")
    func oddElectrons() throws {
        let copper = try SampleCrystals.closePacked("Cu", a: 3.615)
        let settings = PlaneWaveSettings.suggested(for: copper, bandGap: 3)
        #expect(settings.occupations == .smeared(width: 0.01))
        #expect(settings.magnetism == .none)
    }

    @Test("Nickel starts magnetic, and its partner in a compound does not")
    func magnetism() throws {
        let crystal = try SampleCrystals.tetrahedral("Ni", "O", a: 4.5)
        let settings = PlaneWaveSettings.suggested(for: crystal, bandGap: 3)
        let text = try PlaneWaveInput(crystal, settings: settings, prefix: "NiO").text(.groundState)
        #expect(text.contains("nspin = 2"))
        // Oxygen is the first species, nickel the second.
        #expect(text.contains("starting_magnetization(2) = 0.50"))
        #expect(!text.contains("starting_magnetization(1)"))
        #expect(!text.contains("occupations = 'fixed'"))
        #expect(throws: QuantumEspressoError.fixedOccupationsWithMagnetism) {
            var fixed = settings
            fixed.occupations = .fixed
            _ = try PlaneWaveInput(crystal, settings: fixed, prefix: "NiO")
        }
    }

    @Test("A left-handed cell is written right-handed with every atom in its place")
    func leftHanded() throws {
        let right = try SampleCrystals.wurtzite("B", "N", a: 2.553, c: 4.228)
        let left = SampleCrystals.mirrored(right)
        #expect(left.lattice.signedVolume < 0)
        let written = try PlaneWaveInput(
            left, settings: .suggested(for: left, bandGap: 5), prefix: "w"
        ).crystal
        #expect(written.lattice.signedVolume > 0)
        for (a, b) in zip(written.sites, left.sites) {
            let difference =
                written.lattice.cartesian(a.position) - left.lattice.cartesian(b.position)
            #expect(difference.length < 1e-12 && a.species == b.species)
        }
        #expect(written.sites.count == 4)
    }

    @Test(
        "Every direction gets its k-points, and round numbers no plane too many",
        arguments: [(3.0, 30.0, 10), (3.0, 30.1, 11), (60, 30, 1), (2.5, 25, 10), (0.3, 30, 100)])
    func kPoints(height: Double, length: Double, expected: Int) {
        #expect(
            KPointMesh(.cubic(height), length: length).divisions == [expected, expected, expected])
    }

    @Test("k-points follow the heights of a skewed cell, not its edges")
    func skewedKPoints() {
        let lattice = Lattice(a: Cartesian(3, 0, 0), b: Cartesian(30, 3, 0), c: Cartesian(0, 0, 6))
        let heights = lattice.heights
        let mesh = KPointMesh(lattice, length: 30).divisions
        for axis in 0..<3 {
            #expect(Double(mesh[axis]) * heights[axis] >= 30 - 1e-5)
            #expect(Double(mesh[axis] - 1) * heights[axis] < 30)
        }
    }

    @Test("Cutoffs are those of the hardest element, with a margin")
    func cutoffs() throws {
        let crystal = try SampleCrystals.tetrahedral("Ni", "O", a: 4.5)
        let input = try PlaneWaveInput(
            crystal, settings: .suggested(for: crystal, bandGap: nil), prefix: "x")
        let nickel = try #require(Pseudopotential.debian[SampleCrystals.element("Ni")])
        #expect(Double(input.waveCutoff) >= 1.3 * (nickel.waveCutoff ?? .infinity))
        #expect(Double(input.densityCutoff) >= 1.3 * (nickel.densityCutoff ?? .infinity))
        let tungsten = try SampleCrystals.closePacked("W", a: 4)
        let hard = try PlaneWaveInput(
            tungsten, settings: .suggested(for: tungsten, bandGap: nil), prefix: "x")
        #expect(hard.densityCutoff == 4 * hard.waveCutoff && hard.waveCutoff >= 90)
    }
}
