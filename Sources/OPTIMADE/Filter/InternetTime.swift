internal import Foundation

/// Dates with times as RFC 3339 writes them.
enum InternetTime {
    /// Seconds since 1970; nil where it is not one.
    static func seconds(_ text: String) -> Double? {
        let pattern =
            /(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|([+-])(\d{2}):(\d{2}))/
        guard let match = text.wholeMatch(of: pattern)?.output,
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
            let hour = Int(match.4), let minute = Int(match.5), let second = Double(match.6),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let date = DateComponents(
            calendar: calendar, year: year, month: month, day: day, hour: hour, minute: minute)
        guard date.isValidDate, let time = calendar.date(from: date) else { return nil }
        let fraction = match.7.flatMap { Double("0" + $0) } ?? 0
        guard let offset = offset(match.9, match.10, match.11) else { return nil }
        return time.timeIntervalSince1970 + second + fraction - offset
    }

    /// Seconds that clocks there are ahead.
    private static func offset(
        _ sign: Substring?, _ hours: Substring?, _ minutes: Substring?
    ) -> Double? {
        guard let sign, let hours = hours.flatMap({ Double($0) }),
            let minutes = minutes.flatMap({ Double($0) })
        else { return 0 }
        guard hours < 24, minutes < 60 else { return nil }
        return (sign == "-" ? -60 : 60) * (60 * hours + minutes)
    }

    /// - Parameter seconds: since 1970.
    static func text(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }
}
