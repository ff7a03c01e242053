internal import Foundation

/// The files that the user's arguments mean, in a fixed order.
enum InputFiles {
    /// A file to read, or what is wrong with an argument.
    enum Item {
        case file(String)
        case standardInput
        /// Bytes that stand for a file of this name.
        case memory([UInt8], String)
        case failure(String, Finding)
    }

    /// The arguments in their order; folders and patterns by path, so that a run can be repeated.
    static func expand(_ arguments: [String]) -> [Item] { arguments.flatMap(expand) }

    private static func expand(_ argument: String) -> [Item] {
        if argument == "-" { return [.standardInput] }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) {
            return isFolder.boolValue ? files(inFolder: argument) : [.file(argument)]
        }
        // A name with brackets may be a file's; only what is no file is a pattern.
        if argument.contains(where: { "*?[".contains($0) }) { return matches(argument) }
        return [
            .failure(
                argument,
                Finding(.unreadableFile, "there is no such file or folder; check the name"))
        ]
    }

    private static func files(inFolder folder: String) -> [Item] {
        var found: [String] = []
        var seen = Set<String>()
        walk(folder, &found, &seen)
        guard !found.isEmpty else {
            return [
                .failure(
                    folder, Finding(.emptyFolder, "the folder holds no files; check the name"))
            ]
        }
        return found.map { .file($0) }
    }

    /// Hidden files are nobody's input; links that lead back are followed once.
    private static func walk(_ folder: String, _ found: inout [String], _ seen: inout Set<String>) {
        let real = (folder as NSString).resolvingSymlinksInPath
        guard seen.insert(real).inserted else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
            if name.hasPrefix(".") { continue }
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            if exists && isFolder.boolValue {
                walk(path, &found, &seen)
            } else {
                found.append(path)
            }
        }
    }

    private static func matches(_ pattern: String) -> [Item] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, 0, nil, &result) == 0 else {
            return [
                .failure(pattern, Finding(.noMatch, "no file matches the pattern; check it"))
            ]
        }
        let paths = (0..<Int(result.gl_pathc)).compactMap { index in
            result.gl_pathv[index].map { String(cString: $0) }
        }
        return paths.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            .flatMap { path in
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                return isFolder.boolValue ? files(inFolder: path) : [.file(path)]
            }
    }
}
