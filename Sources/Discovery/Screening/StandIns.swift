internal import Crystals
// To be deleted as the parts arrive.
extension Element {
    var isMetal: Bool { ![1,2,5,6,7,8,9,10,14,15,16,17,18,32,33,34,35,36,52,53,54,85,86].contains(atomicNumber) }
}
extension PredictionBench {
    func spaceGroup(of crystal: Crystal) -> SpaceGroupName? { nil }
    func crowding(_ crystal: Crystal) -> Remark? { nil }
}
extension Crystal {
    var meanAtomicMass: Double { sites.reduce(0.0) { $0 + 2.2 * $1.species.components.reduce(0) { $0 + Double($1.element.atomicNumber) * $1.occupancy } } / Double(sites.count) }
}
func primitiveSites(of crystal: Crystal) -> Int { crystal.sites.count }
