internal import Foundation

/// The files that the user's arguments mean, in a fixed order.
enum InputFiles {
    /// A file to read, or what is wrong with an argument.
    enum Item: Sendable {
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
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        for entry in entries(of: folder).sorted(by: { isBefore($0.name, $1.name) }) {
            let path = start + entry.name
            if entry.isFolder ?? isFolder(path) {
                walk(path, &found, &seen)
            } else {
                found.append(path)
            }
        }
    }

    /// What a folder holds, hidden files apart; whether an entry is a folder where its name alone
    /// tells, as that of a link does not.
    private static func entries(of folder: String) -> [(name: String, isFolder: Bool?)] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var entries: [(name: String, isFolder: Bool?)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(cString: $0)
                }
            }
            if name.hasPrefix(".") { continue }
            let type = Int32(entry.pointee.d_type)
            entries.append((name, isPlain(type) ? type == Int32(DT_DIR) : nil))
        }
        return entries
    }

    private static func isPlain(_ type: Int32) -> Bool {
        type == Int32(DT_DIR) || type == Int32(DT_REG)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func isBefore(_ a: String, _ b: String) -> Bool {
        a.utf8.lexicographicallyPrecedes(b.utf8)
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
        return paths.sorted(by: isBefore)
            .flatMap { isFolder($0) ? files(inFolder: $0) : [.file($0)] }
    }
}
