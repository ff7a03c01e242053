internal import ArgumentParser
internal import Learning

/// Where a verb keeps the graphs that it has built.
struct CacheArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Keep graphs in this folder instead of the user's cache ($KIMBERLITE_CACHE, else "
                + "~/.cache/kimberlite).", valueName: "folder"))
    var cache: String?

    @Flag(name: .long, help: "Keep no graphs: build them in memory.")
    var noCache = false

    func validate() throws {
        if noCache, cache != nil {
            throw ValidationError("--cache and --no-cache exclude each other.")
        }
    }

    /// nil to keep nothing.
    var folder: GraphCache? {
        if noCache { return nil }
        guard let cache else { return GraphCache.standard }
        return GraphCache(folder: cache)
    }
}
