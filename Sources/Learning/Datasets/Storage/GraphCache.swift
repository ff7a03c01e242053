internal import Crystals
internal import Foundation

/// A folder of datasets on disk, so that graphs are built once and a set may be larger than memory.
///
/// A file is named by its key, which stands for everything that decides what is in it. One is there
/// complete or not at all, is read once from end to end and checked before it is used, and is replaced
/// by another, never changed, so that whoever reads it meanwhile keeps what he has.
public struct GraphCache: Sendable {
    /// Where the files are.
    public let folder: String

    public init(folder: String) { self.folder = folder }

    /// A dataset with what belongs to it.
    public struct Entry: Sendable {
        public let dataset: Dataset
        /// As they were written.
        public let attachments: [String]
    }

    /// What became of a look into the folder.
    public enum Found: Sendable {
        case entry(Entry)
        case nothing
        /// The reason, in words.
        case damaged(String)
    }

    /// SHA-256 of what decides about a dataset's content, one thing behind the other, hexadecimal.
    public static func key(of parts: [String]) -> String {
        let lengths = parts.map { "\($0.utf8.count)" }.joined(separator: " ")
        let all = ["rows \(RowFile.format)", lengths] + parts
        return ContentHash.sha256(Data(all.joined(separator: "\n").utf8))
    }

    public func path(of key: String) -> String { "\(folder)/\(key.prefix(32)).graphs" }

    /// Reads and checks the file of a key.
    public func look(for key: String, targets: [Target], form: RowForm) -> Found {
        let path = path(of: key)
        guard FileManager.default.fileExists(atPath: path) else { return .nothing }
        do {
            let (rows, attachments) = try RowFile.read(
                path, key: key, targets: TargetColumns(targets), form: form)
            // How long a file was of no use is told by this time.
            try? FileManager.default.setAttributes(
                [.modificationDate: Date()], ofItemAtPath: path)
            return .entry(
                Entry(dataset: Dataset(rows, targets: targets), attachments: attachments))
        } catch {
            return .damaged("\(error)")
        }
    }

    /// Removes the files that nobody has used for so many days, and what a killed process left of others.
    public func removeUnused(days: Double) {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.wholeMatch(of: /\.?[0-9a-f]{32}\.graphs(\.partial)?/) != nil else {
                continue
            }
            let path = "\(folder)/\(name)"
            let used = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
            if let used, used < Date(timeIntervalSinceNow: -86_400 * days) {
                try? files.removeItem(atPath: path)
            }
        }
    }
}

extension GraphCache {
    /// The user's: `$KIMBERLITE_CACHE`; else the folder `kimberlite` in the system's place for caches,
    /// `$XDG_CACHE_HOME` or `~/.cache`, on macOS `~/Library/Caches`. nil where there is none.
    public static var standard: GraphCache? {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["KIMBERLITE_CACHE"], !folder.isEmpty {
            return GraphCache(folder: folder)
        }
        if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
            return GraphCache(folder: caches + "/kimberlite")
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        #if os(macOS)
            return GraphCache(folder: home + "/Library/Caches/kimberlite")
        #else
            return GraphCache(folder: home + "/.cache/kimberlite")
        #endif
    }
}
