extension CrystalInputs {
    /// The files that one of the user's arguments means, in the order in which they are read; none
    /// for standard input, or where it means no file.
    public static func files(of argument: String) -> [String] {
        InputFiles.expand([argument]).compactMap { item in
            if case .file(let path) = item { path } else { nil }
        }
    }
}
