import Foundation

/// A program run to its end, with what it took.
struct MeasuredProcess {
    /// Wall-clock time, s.
    let seconds: Double
    /// Time on all processors, s.
    let processorSeconds: Double
    /// Largest resident set, MB (10⁶ bytes).
    let peakMegabytes: Double

    /// - Throws: ``Failure`` where it cannot be started or does not end with 0.
    init(_ arguments: [String]) throws {
        let start = ContinuousClock.now
        var pid = pid_t()
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        guard posix_spawn(&pid, arguments[0], nil, nil, &pointers, environ) == 0 else {
            throw Failure(message: "cannot start \(arguments[0]): build it with make build")
        }
        var (status, usage) = (Int32(0), rusage())
        while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
        guard status == 0 else {
            let command = arguments.joined(separator: " ")
            throw Failure(message: "\(command) ended with status \(status)")
        }
        seconds = (ContinuousClock.now - start) / .seconds(1)
        processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
        #if os(Linux)
            peakMegabytes = Double(usage.ru_maxrss) * 1024 / 1e6
        #else
            peakMegabytes = Double(usage.ru_maxrss) / 1e6
        #endif
    }

    struct Failure: Error, CustomStringConvertible {
        var message: String
        var description: String { message }
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + 1e-6 * Double(time.tv_usec)
    }
}
