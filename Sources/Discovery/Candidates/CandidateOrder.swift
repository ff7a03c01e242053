internal import Crystals

/// In which order decorations are tried.
///
/// Three tiers. First come the elements and binaries that contain a light element (Be, B, C, N, O,
/// Al, Si) and besides these only transition metals; then the ternaries of the same elements;
/// then everything else. Hard materials are of the first two, so no budget above their number
/// leaves one of them out. Within a tier the prototypes take turns, each with its decorations in an
/// order shuffled by the seed, until it has none left: every type gets the same share, and a
/// type with few decorations gets all of them. A smaller budget is a beginning of a larger one.
struct CandidateOrder {
    var seed: UInt64

    func ordered(_ decorations: [DecorationKey]) -> [DecorationKey] {
        var generator = SplitMix64(seed: seed)
        let tiers = Dictionary(grouping: decorations) { tier($0.elements) }
        return tiers.keys.sorted().flatMap { tier in
            takingTurns(tiers[tier] ?? [], using: &generator)
        }
    }

    func tier(_ elements: [Element]) -> Int {
        let isHard = elements.allSatisfy(ElementClass.hard.elements.contains)
        let hasLight = elements.contains(where: ElementClass.light.elements.contains)
        guard isHard, hasLight || elements.count == 1 else { return 2 }
        return elements.count <= 2 ? 0 : 1
    }

    private func takingTurns(
        _ decorations: [DecorationKey], using generator: inout some RandomNumberGenerator
    ) -> [DecorationKey] {
        // `decorations` is sorted, so the groups and their order do not depend on hashing.
        var queues: [[DecorationKey]] = []
        for key in decorations {
            if queues.last?.first?.prototype == key.prototype {
                queues[queues.count - 1].append(key)
            } else {
                queues.append([key])
            }
        }
        for index in queues.indices { shuffle(&queues[index], using: &generator) }
        let longest = queues.map(\.count).max() ?? 0
        return (0..<longest).flatMap { turn in
            queues.compactMap { turn < $0.count ? $0[turn] : nil }
        }
    }
}

/// Fisher and Yates's shuffle, written out because the standard library's may change with its version.
private func shuffle<Item>(
    _ items: inout [Item], using generator: inout some RandomNumberGenerator
) {
    for last in stride(from: items.count - 1, to: 0, by: -1) {
        // The high word of a product: unbiased to 2⁻⁴⁰ for the counts at hand.
        let choice = generator.next().multipliedFullWidth(by: UInt64(last + 1)).high
        items.swapAt(last, Int(choice))
    }
}
