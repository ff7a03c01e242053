internal import Crystals
internal import Foundation

/// The files that a command reads, so that no output takes the place of one.
final class InputPlaces {
    private let arguments: [String]
    /// By device and inode: a link to an input is the input.
    private lazy var places = Set(
        arguments.flatMap { CrystalInputs.files(of: $0) }.compactMap(Place.init))

    private struct Place: Hashable {
        let device: UInt64
        let inode: UInt64

        /// nil where there is no regular file: what is written to a pipe or device takes no place.
        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
        }
    }

    /// - Parameter arguments: files, folders and patterns; "-" means none.
    init(_ arguments: [String]) { self.arguments = arguments }

    /// - Throws: Where `output` is one of the files.
    func check(_ output: String) throws(CommandFailure) {
        guard let place = Place(output), places.contains(place) else { return }
        throw CommandFailure("\(output) is an input; name another --output")
    }
}
