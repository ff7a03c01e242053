internal import Foundation

/// Stores that a verb shows, by names for people.
enum StoreArguments {
    /// What `discover` leaves in its folder.
    private static let file = "kimberlite.sqlite"
    /// Where `make discover` leaves it.
    private static let usual = "discovery"

    /// The stores of the arguments: files, or folders of `discover`. Without any, what the main job has left here.
    ///
    /// - Throws: ``CommandFailure`` where one is not there.
    static func stores(
        _ arguments: [String]
    ) throws(CommandFailure) -> [(name: String, store: URL)] {
        guard !arguments.isEmpty else {
            return isFile("\(usual)/\(file)")
                ? [(usual, URL(fileURLWithPath: "\(usual)/\(file)"))] : []
        }
        var stores: [(name: String, store: URL)] = []
        for argument in arguments {
            var store = (name: named(argument), store: try store(argument))
            // Two folders may have one name.
            var number = 2
            while stores.contains(where: { $0.name == store.name }) {
                store.name = "\(named(argument))-\(number)"
                number += 1
            }
            stores.append(store)
        }
        return stores
    }

    private static func store(_ argument: String) throws(CommandFailure) -> URL {
        for path in ["\(argument)/\(file)", argument] where isFile(path) {
            return URL(fileURLWithPath: path)
        }
        throw CommandFailure(
            "\(argument) is no store: give the folder of a discover, or the file of an import")
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    /// "discovery", "my-crystals": letters, digits and hyphens.
    private static func named(_ argument: String) -> String {
        let url = URL(fileURLWithPath: argument)
        let name =
            url.lastPathComponent == file
            ? url.deletingLastPathComponent().lastPathComponent
            : url.deletingPathExtension().lastPathComponent
        let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        // The laboratory has collections of its own under these names.
        let plain = words.joined(separator: "-")
        let isTaken = plain.isEmpty || plain == "library" || plain.hasPrefix("run-")
        return isTaken ? "store-\(plain)" : plain
    }
}
