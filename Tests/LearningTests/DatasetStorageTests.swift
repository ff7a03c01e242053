import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("Datasets on disk")
struct DatasetStorageTests {
    private static let targets = [Target(name: "y"), Target(name: "z", transform: .log10)]

    /// Two hundred crystals of up to 20 atoms, 10.5 on average; every seventh has none of the targets.
    private static let records: [CrystalRecord] = {
        var generator = SplitMix64(seed: 71)
        return (0..<200).map { k in
            let count = 1 + k % 20
            let edge = 2.6 * cbrt(Double(count))
            let crystal = RandomCrystals.any(
                count: count, edges: edge...(1.2 * edge), using: &generator)
            let labels = k % 7 == 3 ? ["z": -1.0] : ["y": Double(k), "z": k % 2 == 0 ? 10 : -1]
            return CrystalRecord(
                id: "crystal-\(k)", crystal: crystal, labels: labels, source: Source(file: "made"))
        }
    }()

    private static let key = GraphCache.key(of: ["test"])

    /// Writes the records to the cache in pieces.
    private static func write(
        _ records: [CrystalRecord] = records, to cache: GraphCache, pieces: Int = 1,
        without dropped: Set<Int> = []
    ) throws -> Dataset {
        let builder = try DatasetBuilder(
            targets: targets, form: .graph(.standard), cache: cache, key: key)
        let size = (records.count + pieces - 1) / pieces
        for first in stride(from: 0, to: records.count, by: size) {
            try builder.append(Array(records[first..<min(first + size, records.count)]))
        }
        return try builder.finish(without: dropped, attachments: ["one", "", "zwölf"])
    }

    private static func look(
        _ cache: GraphCache, key: String = key, targets: [Target] = targets
    ) -> GraphCache.Found {
        cache.look(for: key, targets: targets, form: .graph(.standard))
    }

    private static func isDamaged(_ cache: GraphCache) -> Bool {
        if case .damaged = look(cache) { true } else { false }
    }

    private func expectEqual(_ a: Dataset, _ b: Dataset) {
        #expect(a.rows.map(\.id) == b.rows.map(\.id))
        #expect(a.rows.map(\.group) == b.rows.map(\.group))
        #expect(a.rows.map(\.graph) == b.rows.map(\.graph))
        #expect(
            a.rows.map { $0.targets.map(\.bitPattern) }
                == b.rows.map { $0.targets.map(\.bitPattern) })
        #expect(a.elements == b.elements)
    }

    @Test("a set read from its file is the set in memory, with what was attached to it")
    func identity() throws {
        try withTemporaryFolder { folder in
            let cache = GraphCache(folder: folder)
            let memory = Dataset(Self.records, targets: Self.targets, rule: .standard)
            expectEqual(try Self.write(to: cache), memory)
            guard case .entry(let entry) = Self.look(cache) else {
                Issue.record("there is no entry")
                return
            }
            expectEqual(entry.dataset, memory)
            #expect(entry.attachments == ["one", "", "zwölf"])
            #expect(memory.rows.count == 171 && memory.elements.count == 3)
            let first = memory.rows[0]
            #expect(first.graph == CrystalGraph(Self.records[0].crystal, rule: .standard))
            #expect(first.targets == [0, 1] && memory.rows[1].targets[1].isNaN)
        }
    }

    @Test("its bytes depend neither on the pieces it came in nor on the threads")
    func reproducible() throws {
        try withTemporaryFolder { folder in
            let files = try [(1, 1), (3, 2), (200, 3)].map { pieces, threads in
                let cache = GraphCache(folder: "\(folder)/\(pieces)")
                try Workers.withCount(threads) { _ = try Self.write(to: cache, pieces: pieces) }
                return try Data(contentsOf: URL(filePath: cache.path(of: Self.key)))
            }
            #expect(files[0] == files[1] && files[0] == files[2])
            // 10.5 atoms on average.
            #expect(files[0].count < 1500 * 171)
        }
    }

    @Test("records that are dropped in the end are not in it")
    func dropped() throws {
        try withTemporaryFolder { folder in
            let dropped: Set = [0, 3, 9, 199]
            let kept = Self.records.indices.filter { !dropped.contains($0) }
            let expected = Dataset(
                kept.map { Self.records[$0] }, targets: Self.targets, rule: .standard)
            let cache = GraphCache(folder: folder)
            expectEqual(try Self.write(to: cache, pieces: 4, without: dropped), expected)
            #expect(expected.rows.count == 169, "two of the four had no row")
        }
    }

    @Test("a training on the file gives the bits of one in memory")
    func training() throws {
        try withTemporaryFolder { folder in
            var network = CGCNN.Configuration()
            (network.width, network.hiddenWidth, network.convolutions) = (16, 16, 1)
            network.outputs = 2
            var configuration = TrainingConfiguration()
            (configuration.epochs, configuration.batchSize) = (2, 16)
            let memory = Dataset(Self.records, targets: Self.targets, rule: network.rule)
            let file = try Self.write(to: GraphCache(folder: folder))
            let states = try [memory, file].map { dataset in
                var training = Training(
                    dataset: dataset, network: .crystalGraph(network),
                    configuration: configuration)
                while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
                return try training.encodedState(data: "d")
            }
            #expect(states[0] == states[1])
        }
    }

    @Test("a byte that is another, a missing or an added part are found")
    func damage() throws {
        try withTemporaryFolder { folder in
            let cache = GraphCache(folder: folder)
            _ = try Self.write(Array(Self.records.prefix(20)), to: cache)
            let url = URL(filePath: cache.path(of: Self.key))
            let intact = try Data(contentsOf: url)
            var found = 0
            let tail = intact.count - 300
            let places =
                Array(stride(from: 0, to: tail, by: 211))
                + Array(stride(from: tail, to: intact.count, by: 7))
            for place in places {
                var damaged = intact
                damaged[place] ^= 0x10
                try damaged.write(to: url)
                found += Self.isDamaged(cache) ? 1 : 0
            }
            #expect(found == places.count && found > 100)
            for length in [0, 1, 100, intact.count / 2, intact.count - 1] {
                try intact.prefix(length).write(to: url)
                #expect(Self.isDamaged(cache), "\(length) bytes")
            }
            try (intact + Data([0])).write(to: url)
            #expect(Self.isDamaged(cache))
            try intact.write(to: url)
            guard case .entry = Self.look(cache) else {
                Issue.record("control: the intact file is read")
                return
            }
        }
    }

    @Test("it is there for its own key and number of targets only")
    func keys() throws {
        try withTemporaryFolder { folder in
            let cache = GraphCache(folder: folder)
            _ = try Self.write(to: cache)
            guard case .damaged = Self.look(cache, targets: [Self.targets[0]]) else {
                Issue.record("a file of two targets is believed to have one")
                return
            }
            let other = GraphCache.key(of: ["tes", "t"])
            #expect(other != Self.key)
            guard case .nothing = Self.look(cache, key: other) else {
                Issue.record("an entry for a key that was never written")
                return
            }
            let files = FileManager.default
            try files.moveItem(atPath: cache.path(of: Self.key), toPath: cache.path(of: other))
            guard case .damaged(let reason) = Self.look(cache, key: other) else {
                Issue.record("a file under another's name is believed")
                return
            }
            #expect(reason.contains("other inputs"))
        }
    }

    @Test("one that is not finished is not there, and two are not written at once")
    func unfinished() throws {
        try withTemporaryFolder { folder in
            let cache = GraphCache(folder: folder)
            var builder: DatasetBuilder? = try DatasetBuilder(
                targets: Self.targets, form: .graph(.standard), cache: cache,
                key: Self.key)
            try builder?.append(Self.records)
            #expect(!FileManager.default.fileExists(atPath: cache.path(of: Self.key)))
            let error = #expect(throws: FileError.self) { try Self.write(to: cache) }
            #expect(error?.isBusy == true)
            builder = nil
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
            #expect(try Self.write(to: cache).rows.count == 171)
        }
    }

    @Test("one that is replaced stays whole for whoever is reading it")
    func replaced() throws {
        try withTemporaryFolder { folder in
            let cache = GraphCache(folder: folder)
            let old = try Self.write(to: cache)
            _ = try Self.write(Array(Self.records.prefix(3)), to: cache)
            try FileManager.default.removeItem(atPath: cache.path(of: Self.key))
            expectEqual(old, Dataset(Self.records, targets: Self.targets, rule: .standard))
        }
    }

    @Test("files that nobody has used for long are removed, others are not")
    func unused() throws {
        try withTemporaryFolder { folder in
            let cache = GraphCache(folder: folder)
            let names = (1...2).map { cache.path(of: GraphCache.key(of: ["\($0)"])) }
            let others = ["\(folder)/mine.graphs", "\(folder)/old.safetensors"]
            // What a killed process left of a file that no other will take over.
            let name = URL(filePath: cache.path(of: GraphCache.key(of: ["3"]))).lastPathComponent
            for path in names + others + ["\(folder)/.\(name).partial"] {
                try Data("x".utf8).write(to: URL(filePath: path))
                guard path != names[0] else { continue }
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -31 * 86_400)],
                    ofItemAtPath: path)
            }
            cache.removeUnused(days: 30)
            let left = ([names[0]] + others).map { URL(filePath: $0).lastPathComponent }
            #expect(
                try Set(FileManager.default.contentsOfDirectory(atPath: folder)) == Set(left))
        }
    }
}
