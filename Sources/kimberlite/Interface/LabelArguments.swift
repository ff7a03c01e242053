internal import ArgumentParser
internal import Crystals

/// Labels that stand in a table of their own.
struct LabelArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A table of labels (CSV with a header, plain or gzipped) that belong to the crystals by id, or by "
                + "formula where it has no ids. A label that a crystal has itself gives way.",
            valueName: "file.csv"))
    var labels: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The column of --labels by which its rows belong to crystals: ids, or formulas if it is called "
                + "formula. Without it, the first of id, mp_id, material_id, jid and formula.",
            valueName: "column"))
    var labelsBy: String?

    func validate() throws {
        if labelsBy != nil, labels == nil {
            throw ValidationError(
                "--labels-by names a column of a table; name the table with --labels.")
        }
    }

    /// The files that are read besides the crystals.
    var files: [String] { labels.map { [$0] } ?? [] }

    /// nil without a table.
    func join() throws(CommandFailure) -> LabelJoin? {
        guard let labels else { return nil }
        do {
            return LabelJoin(try LabelTable(path: labels, keyedBy: labelsBy))
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    /// What became of the table.
    ///
    /// - Throws: Where no crystal has a row in it.
    func judge(_ join: LabelJoin?, isQuiet: Bool) throws(CommandFailure) {
        guard let join else { return }
        if !isQuiet { for line in join.lines { Console.note(line) } }
        guard join.joined == 0 else { return }
        throw CommandFailure(
            "none of the crystals has a row in \(join.table.path): its \(join.table.keyColumn) is not what "
                + "the crystals are called; see --labels-by")
    }
}
