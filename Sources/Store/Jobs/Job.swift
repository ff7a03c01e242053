public import Foundation

/// A piece of work that somebody asked for and that outlives the program: a screening, a training.
public struct Job: Hashable, Sendable {
    /// From 1 on, in the order in which they were asked for; never given twice.
    public var id: Int
    public var kind: String
    /// In a list of jobs: "C, N, B; 20,000 crystals".
    public var title: String
    public var state: State
    /// The words after the name of the program. The same words go on where it was stopped.
    public var arguments: [String]
    public var created: Date
    public var started: Date?
    public var ended: Date?
    /// The sentence it ended with, where there is one.
    public var message: String?

    public enum State: String, Sendable, Codable, CaseIterable {
        /// For its turn.
        case waiting
        case running
        /// By a person; goes on when asked.
        case stopped
        case finished
        case failed

        /// Whether it wants to be computed, now or when its turn comes.
        public var isOpen: Bool { self == .waiting || self == .running }
    }
}

/// Why a job cannot do what was asked of it.
public struct JobError: Error, Hashable, CustomStringConvertible {
    public var description: String

    init(_ description: String) { self.description = description }
}
