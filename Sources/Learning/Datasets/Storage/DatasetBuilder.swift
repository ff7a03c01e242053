public import Crystals

/// Builds a dataset from records that come in pieces: in memory, or in the file that a cache has for a
/// key, over one that is there.
public final class DatasetBuilder {
    private let targets: [Target]
    private let form: RowForm
    private let rows: Rows

    private enum Rows {
        case memory(RowMemory)
        case file(RowFileWriter, path: String, key: String)
    }

    /// In memory.
    public init(targets: [Target], form: RowForm) {
        (self.targets, self.form) = (targets, form)
        rows = .memory(RowMemory(targets: targets, form: form))
    }

    /// - Throws: ``FileError`` where the file cannot be written, or another process is writing it.
    public init(
        targets: [Target], form: RowForm, cache: GraphCache, key: String
    ) throws(FileError) {
        (self.targets, self.form) = (targets, form)
        let path = cache.path(of: key)
        let file = try RowFileWriter(path: path, targets: targets, form: form, key: key)
        rows = .file(file, path: path, key: key)
    }

    /// Adds the records that have any of the targets, packed on all threads.
    ///
    /// - Precondition: records of which graphs are to be made have structures.
    /// - Parameter groups: [records]; what stands together in a split, their reduced formulas unless given.
    public func append(
        _ records: [some LabelledMaterial], groups: [String]? = nil
    ) throws(FileError) {
        let groups = groups ?? Grouping.formula.groups(of: records)
        switch rows {
        case .memory(let memory): memory.append(records, groups: groups)
        case .file(let file, _, _): try file.append(records, groups: groups)
        }
    }

    /// Which of the records, counted from 0 over all that were appended, have a row, ascending.
    ///
    /// - Parameter dropped: records that will be left out.
    public func recordsWithRows(without dropped: Set<Int> = []) -> [Int] {
        switch rows {
        case .memory(let memory): memory.places.records(without: dropped)
        case .file(let file, _, _): file.places.records(without: dropped)
        }
    }

    /// The dataset; nothing may be appended afterwards.
    ///
    /// - Parameters:
    ///   - dropped: records to leave out, counted from 0 over all that were appended.
    ///   - attachments: texts that are kept beside it in a file.
    /// - Throws: ``FileError`` where the file cannot be written, or read again.
    public func finish(
        without dropped: Set<Int> = [], attachments: [String] = []
    ) throws(FileError) -> Dataset {
        switch rows {
        case .memory(let memory): return memory.dataset(without: dropped)
        case .file(let file, let path, let key):
            try file.finish(without: dropped, attachments: attachments)
            do {
                let (rows, _) = try RowFile.read(
                    path, key: key, targets: TargetColumns(targets), form: form)
                return Dataset(rows, targets: targets)
            } catch {
                throw FileError(path: path, operation: "read", reason: "\(error)")
            }
        }
    }
}
