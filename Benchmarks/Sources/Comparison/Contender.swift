import Foundation

/// Something that is measured: one way to do a row's work.
struct Contender {
    var name: String
    var kind: Kind

    enum Kind {
        /// A process that works whenever it is told to (Peers/measuring.py).
        case served([String])
        /// A program that is started for each measurement, over this many structures.
        case program([String], structures: Int)
    }

    /// Kimberlite is compared with all others of a row.
    var isKimberlite: Bool { name.hasPrefix("Kimberlite") }

    func start(in workplace: Workplace) throws -> any RunningContender {
        switch kind {
        case .served(let command):
            try ServedContender(command, log: workplace.log(of: name))
        case .program(let command, let structures):
            ProgramContender(command: command, structures: structures)
        }
    }
}

/// A contender that is ready to be measured.
protocol RunningContender {
    /// Does its work once.
    func measure() throws -> Measurement
    func stop()
}

/// A program from its start to its end.
struct ProgramContender: RunningContender {
    let command: [String]
    let structures: Int

    func measure() throws -> Measurement {
        let process = try MeasuredProcess(command)
        return Measurement(
            structures: structures, seconds: process.seconds,
            peakMegabytes: process.peakMegabytes)
    }

    func stop() {}
}

/// A child that works once for each line on its standard input, and answers with a line of JSON.
final class ServedContender: RunningContender {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let log: String
    private var read = Data()

    /// Starts it, and waits until it is ready.
    ///
    /// - Parameter log: file for what it says on standard error.
    init(_ command: [String], log: String) throws {
        self.log = log
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardInput = input
        process.standardOutput = output
        try Data().write(to: URL(filePath: log))
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
        try output.fileHandleForWriting.close()
        _ = try line()
    }

    func measure() throws -> Measurement {
        try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        return try JSONDecoder().decode(Measurement.self, from: try line())
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    private func line() throws -> Data {
        while true {
            if let end = read.firstIndex(of: UInt8(ascii: "\n")) {
                defer { read = Data(read[(end + 1)...]) }
                return Data(read[..<end])
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else {
                throw Failure("a contender ended early; \(log) says why")
            }
            read += more
        }
    }
}

struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
