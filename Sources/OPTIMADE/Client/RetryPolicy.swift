internal import Foundation

/// How often and after what time a request is tried again.
public struct RetryPolicy: Hashable, Sendable {
    /// In all.
    public var attempts = 7
    /// Before the second attempt; doubled before each further one, s.
    public var first = 1.0
    /// Longest wait of its own, s.
    public var longest = 60.0
    /// Longest wait that a database may ask for, s.
    public var longestAsked = 600.0

    public init() {}

    /// Statuses that may be others in a while: RFC 9110 and RFC 6585.
    static let passing: Set<UInt> = [408, 425, 429, 500, 502, 503, 504]

    /// Seconds before an attempt that follows `attempt` failed ones.
    ///
    /// - Parameter asked: what the answer's Retry-After says.
    /// - Throws: ``ClientFailure`` where that is too long.
    func wait(after attempt: Int, asked: Double?) throws(ClientFailure) -> Double {
        let own = min(longest, first * pow(2, Double(attempt - 1)))
        guard let asked else { return own }
        guard asked <= longestAsked else {
            throw ClientFailure(
                "the database asks to come back in \(Self.words(asked)); what has come is kept: give the "
                    + "same command then")
        }
        return max(own, asked)
    }

    /// Databases say what they like, and not every number of seconds is an integer.
    private static func words(_ seconds: Double) -> String {
        let century = 100 * 365.25 * 86400
        return seconds < century ? "\(Int(seconds.rounded(.up))) s" : "more than a century"
    }

    /// Retry-After: seconds, or a date (RFC 9110, 10.2.3).
    static func seconds(_ field: String?, now: Date = .now) -> Double? {
        guard let field = field?.trimmingCharacters(in: .whitespaces) else { return nil }
        if let seconds = Double(field) { return seconds.isFinite ? max(0, seconds) : nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = .gmt
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: field).map { max(0, $0.timeIntervalSince(now)) }
    }
}
