import Crystals
import Discovery
import Testing

@Suite("Volumes and contacts")
struct VolumeTests {
    let estimator = CovalentVolumeEstimator()

    @Test("Landmarks come out within 12 % of their volume on average, none beyond 45 %")
    func landmarks() {
        let crystals = Landmark.all.map(\.crystal)
        let errors = zip(Landmark.all, estimator.volumesPerAtom(crystals)).map { landmark, volume in
            abs(volume / landmark.crystal.volumePerAtom - 1)
        }
        let mean = errors.reduce(0, +) / Double(errors.count)
        print("mean", mean, errors.max() ?? 0)
        #expect(mean > 0.001 && mean < 0.12)
        #expect(errors.allSatisfy { $0 < 0.45 })
    }

    @Test("The estimate does not depend on the size the crystal comes in")
    func scaleFree() throws {
        let diamond = try #require(Landmark.named("diamond")).crystal
        let volumes = estimator.volumesPerAtom([
            diamond, diamond.scaled(toVolumePerAtom: 1), diamond.scaled(toVolumePerAtom: 1000),
        ])
        #expect(volumes[0] > 4 && volumes[0] < 8)
        for volume in volumes { #expect(abs(volume / volumes[0] - 1) < 1e-9) }
    }

    @Test("Sizing gives the estimated volume and keeps the shape; no atoms, no size")
    func sizing() throws {
        let candidate = CandidateGenerator(seed: 1, budget: 1)[0]
        let sized = try #require(estimator.sized([candidate.crystal])[0])
        #expect(abs(sized.volumePerAtom - estimator.volumesPerAtom([candidate.crystal])[0]) < 1e-9)
        #expect(sized.sites == candidate.crystal.sites)
        #expect(sized.volumePerAtom > 3)
        #expect(estimator.sized([Crystal(lattice: .cubic(3), sites: [])]) == [nil])
    }

    @Test("Every landmark is plausible; squeezed it overlaps, torn apart it is isolated")
    func plausibility() throws {
        for landmark in Landmark.all {
            let verdict = Plausibility(of: landmark.crystal)
            #expect(verdict.isPlausible, "\(landmark.name): \(verdict.reason ?? "")")
        }
        let salt = try #require(Landmark.named("NaCl")).crystal
        let squeezed = Plausibility(of: salt.scaled(toVolumePerAtom: 4))
        guard case .overlapping(let contact) = squeezed else {
            Issue.record("\(squeezed)")
            return
        }
        #expect(contact.ratio < 0.7)
        #expect(squeezed.reason?.contains("Na and Cl overlap") == true)
        let torn = Plausibility(of: salt.scaled(toVolumePerAtom: 200))
        guard case .isolated = torn else {
            Issue.record("\(torn)")
            return
        }
        #expect(torn.reason != nil)
    }

    @Test("Candidates sized by the baseline are plausible nearly always")
    func candidates() {
        let generator = CandidateGenerator(seed: 3, budget: 100_000)
        let sample = stride(from: 0, to: generator.count, by: 101).map { generator[$0].crystal }
        let sized = estimator.sized(sample).compactMap { $0 }
        #expect(sized.count == sample.count)
        let plausible = sized.filter { Plausibility(of: $0).isPlausible }
        print("plausible", plausible.count, "of", sized.count)
        #expect(plausible.count * 10 > sized.count * 9)
    }
}
