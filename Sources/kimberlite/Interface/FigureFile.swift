/// Names of files that hold what belongs to a target.
enum FigureFile {
    /// A target's name with what file systems and links refuse replaced.
    static func safe(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "_" })
    }
}
