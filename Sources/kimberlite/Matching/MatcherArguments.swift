internal import ArgumentParser
internal import Crystals

/// What counts as the same structure.
struct MatcherArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Lattice vectors are the same where one is longer by less than this part of the other.",
            valueName: "part"))
    var lengthTolerance = 0.2

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The largest difference between angles of the lattices.", valueName: "degrees"))
    var angleTolerance = 5.0

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The largest displacement of a site, in units of (V/N)^⅓.", valueName: "x"))
    var siteTolerance = 0.3

    @Flag(name: .long, help: "Keep volumes as they are: a compressed crystal is another one.")
    var keepVolume = false

    func validate() throws {
        let isValid =
            (0...2).contains(lengthTolerance) && (0...30).contains(angleTolerance)
            && (0...1).contains(siteTolerance)
        guard isValid, lengthTolerance > 0, siteTolerance > 0 else {
            throw ValidationError(
                "--length-tolerance takes a number up to 2, --angle-tolerance up to 30, "
                    + "--site-tolerance up to 1, all above zero.")
        }
    }

    var matcher: StructureMatcher {
        var matcher = StructureMatcher()
        matcher.lengthTolerance = lengthTolerance
        matcher.angleTolerance = angleTolerance
        matcher.siteTolerance = siteTolerance
        matcher.scalesVolume = !keepVolume
        return matcher
    }
}
