public import Crystals

/// What a search for leaks must know of a dataset's rows, besides what stands in them.
public struct RowFacts: Hashable, Sendable, Codable {
    /// By row, the names that rows came with, where their ids are others.
    public var names: [Int: String]
    /// [rows]; numbers that rows of one structure share. nil where nobody has compared structures.
    public var structures: [Int]?

    public init(names: [Int: String] = [:], structures: [Int]? = nil) {
        (self.names, self.structures) = (names, structures)
    }
}

/// Collects the facts while records come in, one after the other; a few of them are to be shown a second
/// time, as by ``LabelCleaner``.
public struct RowFactCollection: Sendable {
    private var names: [Int: String] = [:]
    private var structures: StructureComparison?
    private var count = 0

    /// - Parameter comparesStructures: dear, and of no use where no composition can be divided. Then all
    ///   records must have structures.
    public init(comparesStructures: Bool) {
        structures = comparesStructures ? StructureComparison() : nil
    }

    /// - Parameter record: as it is learned from.
    public mutating func add(_ record: some LabelledMaterial) {
        if record.name != record.id { names[count] = record.name }
        if let crystal = record.structure { structures?.add(crystal) }
        count += 1
    }

    /// Which of the records, counted from 0, are to be reconsidered, ascending.
    public var candidates: [Int] { structures?.candidates ?? [] }

    /// Takes a second look at candidates, on all threads.
    public mutating func reconsider(_ records: [(index: Int, record: CrystalRecord)]) {
        structures?.reconsider(records.map { ($0.index, $0.record.crystal) })
    }

    /// - Parameter records: the record of each row.
    public func facts(of records: [Int]) -> RowFacts {
        var facts = RowFacts()
        for (row, record) in records.enumerated() {
            if let name = names[record] { facts.names[row] = name }
        }
        let numbers = structures?.numbers
        facts.structures = numbers.map { numbers in records.map { numbers[$0] } }
        return facts
    }
}
