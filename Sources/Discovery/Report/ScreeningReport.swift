public import Crystals
internal import Foundation

/// Writes a finished run into its folder: tables, crystals, inputs for DFT, diagram and page.
///
/// Every file appears whole or not at all, and is the same whenever the run is the same; what an
/// earlier, broken attempt left in the folder is replaced.
public struct ScreeningReport {
    private let run: ScreeningRun
    private let ranking: Ranking
    private let ledger: any Ledger
    private let exports: Exports

    /// What the report takes from parts that `Discovery` does not know.
    public struct Exports {
        /// A crystal as CIF.
        public var cif: (CrystalRecord) throws -> String
        /// Inputs for a density-functional program: paths within the crystal's folder, and texts.
        public var dftInputs: (CrystalRecord, Quantities) throws -> [File]
        public var qualities: [ModelQuality]
        public var landmarks: [LandmarkEstimate]

        /// A file of a calculation's folder.
        public struct File: Sendable {
            /// Its path within the crystal's folder.
            public var name: String
            public var text: String
            public var isExecutable: Bool

            public init(name: String, text: String, isExecutable: Bool = false) {
                (self.name, self.text, self.isExecutable) = (name, text, isExecutable)
            }
        }

        public init(
            cif: @escaping (CrystalRecord) throws -> String,
            dftInputs: @escaping (CrystalRecord, Quantities) throws -> [File],
            qualities: [ModelQuality] = [], landmarks: [LandmarkEstimate] = []
        ) {
            (self.cif, self.dftInputs) = (cif, dftInputs)
            (self.qualities, self.landmarks) = (qualities, landmarks)
        }
    }

    public init(
        run: ScreeningRun, ranking: Ranking, ledger: any Ledger, exports: Exports
    ) {
        (self.run, self.ranking) = (run, ranking)
        (self.ledger, self.exports) = (ledger, exports)
    }

    /// What the command prints of the best.
    public struct Summary: Sendable {
        public var funnel: Funnel
        /// The best-placed crystals with their status, at most ten.
        public var top: [(crystal: ScreenedCrystal, status: String)]
        /// Of those that pass the filters.
        public var hardest: ScreenedCrystal?
        /// Ranked crystals of at least 40 GPa.
        public var superhard: Superhard
        public var shortlisted: Int
        /// Rejected inputs by category, the commonest first.
        public var rejections: [(category: String, count: Int)]
    }

    /// - Parameter folder: made if it is not there.
    public func write(to folder: String) throws -> Summary {
        try clear(folder)
        let rejections = try writeRejections(to: folder)
        let survey = try writeCandidates(to: folder)
        let files = try ShortlistFiles(
            ledger: ledger, exports: exports, ladder: run.ladder, folder: folder
        ).write(survey.shortlist)
        let content = ReportContent(
            funnel: ranking.funnel, ladder: run.ladder, rejections: rejections,
            diagram: survey.diagram(landmarks: exports.landmarks), shortlist: survey.shortlist,
            files: files, landmarks: exports.landmarks, qualities: exports.qualities,
            record: try run.record, hardest: survey.hardest, superhard: survey.superhard)
        try OutputFile.write(content.diagram.svg(), to: folder + "/ashby.svg")
        // Last of all: a folder with a report is complete.
        try OutputFile.write(ReportPage(content: content).html, to: folder + "/report.html")
        return Summary(
            funnel: ranking.funnel, top: survey.top.map { ($0.row, $0.status) },
            hardest: survey.hardest, superhard: survey.superhard,
            shortlisted: survey.shortlist.count, rejections: rejections)
    }

    /// Takes away what a killed run left half-written, and the mark of completeness. Nothing
    /// else: a user may have begun to calculate in the folders.
    private func clear(_ folder: String) throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in try manager.contentsOfDirectory(atPath: folder)
        where name == "report.html" || (name.hasPrefix(".") && name.hasSuffix(".partial")) {
            try manager.removeItem(atPath: folder + "/" + name)
        }
    }

    private func writeRejections(to folder: String) throws -> [(category: String, count: Int)] {
        let file = try OutputFile(path: folder + "/rejected.csv")
        try file.write(CSV.row(["id", "verdict", "category", "message", "source"]))
        var counts: [String: Int] = [:]
        try ledger.forEachRejection { rejection in
            counts[rejection.remark.category, default: 0] += 1
            try file.write(
                CSV.row([
                    rejection.id, "rejected", rejection.remark.category,
                    rejection.remark.message, rejection.origin,
                ]))
        }
        try file.commit()
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { (category: $0.key, count: $0.value) }
    }

    private func writeCandidates(to folder: String) throws -> Survey {
        var survey = Survey(ladder: run.ladder)
        var names = PlaceNames(
            ranking.placements, by: run.ladder.ranking, crystal: ledger.crystal(at:))
        let text = CandidateText(ladder: run.ladder)
        let file = try OutputFile(path: folder + "/candidates.csv")
        try file.write(CSV.row(CandidateTable.header))
        var waiting: [CandidateText.Row] = []
        func write() throws {
            for (entry, line) in text.lines(of: waiting) {
                try file.write(line)
                try survey.add(entry, structure: ledger.structure(at:))
            }
            waiting.removeAll(keepingCapacity: true)
        }
        try ledger.forEachPlaced { placement, row in
            names.add(row)
            waiting.append((placement, row, try names.others(than: placement)))
            if waiting.count == CandidateText.rowsAtOnce { try write() }
        }
        try write()
        try file.commit()
        return survey
    }
}
