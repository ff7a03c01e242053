internal import Foundation

/// What tells whether a store has changed since it was indexed: sizes and times of its file and of its write-ahead
/// log.
struct StoreFingerprint: Hashable {
    let text: String
    /// Seconds since 1970.
    let lastModified: Int

    /// - Throws: ``StoreError`` where there is no file.
    init(path: String) throws(StoreError) {
        guard let file = Self.state(path) else {
            throw StoreError(path: path, reason: "there is no such file")
        }
        // A log of no bytes says nothing, and comes and goes with whoever reads.
        let log = Self.state(path + "-wal").flatMap { $0.size > 0 ? $0 : nil }
        text = [file, log].compactMap { $0 }.map { "\($0.size) \($0.time)" }.joined(separator: ", ")
        lastModified = Int(max(file.time, log?.time ?? 0))
    }

    private static func state(_ path: String) -> (size: Int, time: Double)? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let size = attributes[.size] as? Int,
            let time = attributes[.modificationDate] as? Date
        else { return nil }
        return (size, time.timeIntervalSince1970)
    }
}
