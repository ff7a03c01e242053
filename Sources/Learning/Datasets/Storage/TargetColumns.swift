/// The targets of a row as its bytes have them: one number each, and more for those of sites.
struct TargetColumns: Hashable, Sendable {
    let count: Int
    /// Which of them are of sites, ascending.
    let ofSites: [Int]

    init(_ targets: [Target]) {
        count = targets.count
        ofSites = targets.indices.filter { targets[$0].isOfSites }
    }
}
