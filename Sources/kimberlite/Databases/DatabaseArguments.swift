internal import ArgumentParser
internal import Crystals
internal import OPTIMADE

/// A database that crystals are imported from.
struct DatabaseArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Read a database that speaks OPTIMADE: its base URL.", valueName: "url"))
    var optimade: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only structures that this filter of OPTIMADE holds for.", valueName: "filter"))
    var filter: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Keep a number of the database as a label: K=_example_bulk_modulus; repeat for more.",
            valueName: "label=property"))
    var property: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Structures of one request.", valueName: "n"))
    var pageLimit = 100

    func validate() throws {
        if optimade == nil, filter != nil || !property.isEmpty {
            throw ValidationError("--filter and --property go with --optimade.")
        }
        if pageLimit < 1 { throw ValidationError("--page-limit takes a number from 1 on.") }
        for text in property where Self.label(text) == nil {
            throw ValidationError("--property takes LABEL=PROPERTY, not \(text).")
        }
    }

    private static func label(_ text: String) -> (label: String, field: String)? {
        let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard sides.count == 2, sides[1].wholeMatch(of: /_[a-z0-9_]+/) != nil else { return nil }
        return (sides[0], sides[1])
    }

    /// nil where no database is given.
    func source(_ rules: InputRules) throws -> DatabaseSource? {
        guard let optimade else { return nil }
        let labels = property.compactMap(Self.label)
        return DatabaseSource(
            query: try OptimadeQuery(
                address: optimade, filter: filter, fields: labels.map(\.field),
                pageLimit: pageLimit),
            labels: labels, examiner: CrystalExaminer(maximumSites: rules.maxSites))
    }
}
