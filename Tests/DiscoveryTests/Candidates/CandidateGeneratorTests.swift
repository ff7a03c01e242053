import Crystals
import Discovery
import TestKit
import Testing

@Suite("Candidate generator")
struct CandidateGeneratorTests {
    static let everything = CandidateGenerator(seed: 1, budget: 1_000_000)

    @Test("242,000 different candidates are possible, and a larger budget is told so")
    func available() throws {
        let generator = Self.everything
        #expect(generator.available == 242_273)
        #expect(generator.count == generator.available)
        #expect(generator.shortfall == 1_000_000 - generator.available)
        let notice = try #require(generator.shortfallNotice)
        #expect(notice.contains("\(generator.available)"))
        let modest = CandidateGenerator(seed: 1, budget: 10)
        #expect(modest.count == 10 && modest.shortfallNotice == nil)
    }

    @Test("No candidate comes twice")
    func unique() {
        #expect(Set(Self.everything.lazy.map(\.id)).count == Self.everything.count)
    }

    @Test(
        "Known hard materials are among the first 100,000 for any seed",
        arguments: [1, 2, 77] as [UInt64])
    func knownMaterials(seed: UInt64) {
        let ids = Set(CandidateGenerator(seed: seed, budget: 100_000).lazy.map(\.id))
        let known = """
            A4-C1 lonsdaleite-C1 A9-C1 alpha-B-B1 B3-B1N1 B4-B1N1 B3-Si1C1 B4-Si1C1 B5-Si1C1 B6-Si1C1 \
            B_h-W1C1 B1-Ti1C1 B1-Ti1N1 B1-Hf1C1 B1-Ta1C1 B1-Zr1C1 C32-Ti1B2 C32-Zr1B2 ReB2-Re1B2 \
            RuB2-Os1B2 RuB2-Ru1B2 B33-Cr1B1 B_g-W1B1 CrB4-Fe1B4 CrB4-Cr1B4 MoB2-Mo1B2 D8_h-W2B5 \
            beta-Si3N4-Si3N4 gamma-Si3N4-Si3N4 beta-Si3N4-C3N4 D5_1-Al2O3 C4-Si1O2 C4-Ti1O2 B4C-B4C1 \
            B6O-B6O1 BC2N-B1N1C2 B4-Be1O1 B4-Al1N1 Cr2AlC-Cr2Al1C1 Ti3SiC2-Ti3Si1C2 MoAlB-Mo1Al1B1 \
            BeSiN2-Be1Si1N2 W2CoB2-W2Co1B2
            """.split(separator: " ").map(String.init)
        for id in known { if !ids.contains(id) { Issue.record("\(id) is missing") } }
    }

    @Test("Every combination of light elements and transition metals comes before all others")
    func hardElementsFirst() {
        let light = Set("Be B C N O Al Si".split(separator: " ").compactMap { Element($0) })
        let metals = Set(
            """
            Sc Ti V Cr Mn Y Zr Nb Mo Hf Ta W Re Fe Co Ni Cu Ru Rh Pd Ag Os Ir Pt Au
            """.split(separator: " ").compactMap { Element($0) })
        func isFirst(_ candidate: Candidate) -> Bool {
            candidate.elements.allSatisfy { light.contains($0) || metals.contains($0) }
                && (candidate.elements.count == 1
                    || candidate.elements.contains(where: light.contains))
        }
        let share = Self.everything.prefix(while: isFirst).count
        #expect(share > 10_000 && share < 60_000)
        #expect(Self.everything.dropFirst(share).allSatisfy { !isFirst($0) })
    }

    @Test("A budget of 100,000 draws on every prototype")
    func spread() {
        let drawn = Set(CandidateGenerator(seed: 5, budget: 100_000).lazy.map(\.prototype.id))
        #expect(drawn == Set(Prototype.all.map(\.id)))
    }

    @Test(
        "The same seed and index give the same crystal, and a smaller budget is a beginning of a larger"
    )
    func resumable() {
        let long = CandidateGenerator(seed: 9, budget: 50_000)
        let short = CandidateGenerator(seed: 9, budget: 30_000)
        for index in stride(from: 0, to: 30_000, by: 997) {
            #expect(long[index].id == short[index].id)
            #expect(long[index].crystal == short[index].crystal)
            #expect(long[index].index == index)
        }
        let other = CandidateGenerator(seed: 10, budget: 30_000)
        #expect(zip(short, other).filter { $0.id != $1.id }.count > 20_000)
    }

    @Test(
        "No candidate has a noble gas, an element beyond bismuth but Th and U, or one element twice"
    )
    func elements() {
        let noble = Set([2, 10, 18, 36, 54])
        for candidate in Self.everything {
            #expect(Set(candidate.elements).count == candidate.elements.count)
            for element in candidate.elements {
                let number = element.atomicNumber
                if noble.contains(number) || (number > 83 && number != 90 && number != 92) {
                    Issue.record("\(candidate.id)")
                }
            }
        }
    }

    @Test("Only the elements asked for are used")
    func restricted() throws {
        let elements = Set(["B", "C", "N"].compactMap { Element($0) })
        let generator = CandidateGenerator(seed: 1, budget: 1_000_000, elements: elements)
        #expect(generator.count > 200)
        #expect(generator.allSatisfy { elements.isSuperset(of: $0.elements) })
        #expect(generator.contains { $0.id == "BC2N-B1N1C2" })
    }

    @Test("A record says which prototype it comes from")
    func record() throws {
        let candidate = try #require(Self.everything.first { $0.id == "B4-Al1N1" })
        let record = candidate.record
        #expect(record.id == "B4-Al1N1")
        #expect(record.source.description == "prototype B4")
        #expect(record.labels.isEmpty)
        #expect(try Symmetry(record.crystal, tolerance: 0.003).spaceGroup == 186)
    }
}
