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
        guard Self.spawn(arguments[0], &pid, &pointers) == 0 else {
            throw Failure("cannot start \(arguments[0]): build it with make build")
        }
        var (status, usage) = (Int32(0), rusage())
        while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
        guard status == 0 else {
            throw Failure("\(arguments.joined(separator: " ")) ended with status \(status)")
        }
        seconds = (ContinuousClock.now - start) / .seconds(1)
        processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
        #if os(Linux)
            peakMegabytes = Double(usage.ru_maxrss) * 1024 / 1e6
        #else
            peakMegabytes = Double(usage.ru_maxrss) / 1e6
        #endif
    }

    /// Standard output holds the tables; what a program says there is dropped.
    private static func spawn(
        _ path: String, _ pid: inout pid_t, _ arguments: inout [UnsafeMutablePointer<CChar>?]
    ) -> Int32 {
        #if os(Linux)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        return posix_spawn(&pid, path, &actions, nil, &arguments, environ)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + 1e-6 * Double(time.tv_usec)
    }
}
