/// What the name of a file says of its contents.
enum FileName {
    private typealias Letters = Substring.UTF8View

    /// The format that a name ends in, ".gz" behind it or not; nil where it says nothing.
    static func format(of path: String) -> FormatName? {
        format(ofName: withoutGzip(last(of: path)))
    }

    private static func format(ofName name: Letters) -> FormatName? {
        if let format = ending(of: name) { return format }
        let isPOSCAR = ["poscar", "contcar"].contains { isSame(name.prefix($0.utf8.count), $0) }
        return isPOSCAR ? .poscar : nil
    }

    private static func ending(of name: Letters) -> FormatName? {
        guard let dot = lastDot(of: name) else { return nil }
        let ending = name[dot...].dropFirst()
        return endings.first { isSame(ending, $0.0) }?.1
    }

    private static let endings: [(String, FormatName)] = [
        ("cif", .cif), ("mcif", .cif), ("vasp", .poscar), ("poscar", .poscar),
        ("contcar", .poscar), ("xyz", .extxyz), ("extxyz", .extxyz), ("json", .json),
        ("optimade", .json), ("jsonl", .jsonl), ("ndjson", .jsonl),
    ]

    /// The name without its endings, and the place in a file of many.
    static func id(of path: String, place: String?) -> String {
        var stem = withoutGzip(last(of: path))
        // The dot of POSCAR-3.50 begins no ending.
        if ending(of: stem) != nil, let dot = lastDot(of: stem) { stem = stem[..<dot] }
        let name = String(Substring(stem))
        guard let place else { return name }
        return name + "-" + (place.split(separator: " ").last ?? "")
    }

    /// What stands behind the last slash.
    private static func last(of path: String) -> Letters {
        let letters = Substring(path).utf8
        return letters.lastIndex(of: UInt8(ascii: "/")).map { letters[$0...].dropFirst() }
            ?? letters
    }

    private static func withoutGzip(_ name: Letters) -> Letters {
        isSame(name.suffix(3), ".gz") ? name.dropLast(3) : name
    }

    /// A dot that comes first only hides a file.
    private static func lastDot(of name: Letters) -> Letters.Index? {
        name.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > name.startIndex ? $0 : nil }
    }

    /// Whether two texts are the same but for capitals.
    private static func isSame(_ a: Letters, _ b: String) -> Bool {
        a.elementsEqual(b.utf8) { $0 == $1 || ($0 &- 65 < 26 && $0 | 0x20 == $1) }
    }
}
