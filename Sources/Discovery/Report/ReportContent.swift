/// Everything that the report shows.
struct ReportContent {
    var funnel: Funnel
    var ladder: Ladder
    /// Rejected inputs by category, the commonest first.
    var rejections: [(category: String, count: Int)]
    var diagram: AshbyDiagram
    var shortlist: [CandidateTable.Entry]
    /// [shortlist] files of each, relative to the report: a label and a path.
    var files: [[(label: String, path: String)]]
    var landmarks: [LandmarkEstimate]
    var qualities: [ModelQuality]
    var record: RunRecord
    /// The hardest of those that pass the filters.
    var hardest: ScreenedCrystal?
    var superhard: Superhard
}
