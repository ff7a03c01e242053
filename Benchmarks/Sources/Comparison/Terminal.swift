import Foundation

/// Where progress goes, so that standard output holds the tables alone.
struct Terminal: TextOutputStream {
    nonisolated(unsafe) static var standardError = Terminal()

    func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
