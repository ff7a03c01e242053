internal import Foundation

/// Ctrl-C and SIGTERM: the first asks for a clean end, the second ends the program at once.
///
/// Long loops poll ``isRequested`` (as a closure `{ Interruption.isRequested }` where the loop
/// stands in another target), write what they have, and throw ``CommandFailure/interrupted(_:)``.
enum Interruption {
    static var isRequested: Bool { requested != 0 }

    static func install() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { received in
                requested = 1
                signal(received, SIG_DFL)
            }
        }
        // A closed pipe (`| head`) ends the program like any other filter.
        signal(SIGPIPE, SIG_DFL)
    }

    /// Throws if the user has asked for the end.
    static func check() throws(CommandFailure) {
        if isRequested { throw CommandFailure.interrupted() }
    }
}

/// Written by the signal handler only, read by polling: the one use C allows without a lock.
private nonisolated(unsafe) var requested: sig_atomic_t = 0
