public import Crystals
internal import Foundation

/// Structures of one answer.
public struct OptimadePage: Sendable {
    private let bytes: [UInt8]
    private let source: String
    /// The address of the page behind it; nil where it is the last.
    public let next: String?
    /// Structures that the filter holds for, if the database says.
    public let total: Int?
    /// What the database asks to wait before the next request, s.
    let delay: Double?
    let count: Int

    /// - Parameter address: what `bytes` were the answer to.
    /// - Throws: ``ClientFailure`` where they are no page.
    init(_ bytes: [UInt8], source: String, address: String) throws(ClientFailure) {
        (self.bytes, self.source) = (bytes, source)
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(bytes))
        } catch {
            throw ClientFailure("what \(address) answers is no JSON of OPTIMADE's")
        }
        guard let data = document.data else {
            throw ClientFailure("what \(address) answers has no list of structures as its \"data\"")
        }
        count = data.count
        let isLast = document.meta?.more_data_available == false
        next = isLast ? nil : document.links?.next?.address
        total = document.meta?.data_returned
        delay = document.meta?.request_delay
    }

    /// The structures with their verdicts, known by their ids in the database.
    public func inputs(examiner: CrystalExaminer) -> [ExaminedInput] {
        // A document without structures is one that has nothing to be read from.
        if count == 0 { return [] }
        return CrystalInputs(bytes: bytes, named: source, examiner: examiner).map { input in
            var input = input
            // Pages may be cut elsewhere the next time: the id is the place.
            input.source = Source(file: source, place: input.id)
            input.verdict = input.verdict.at(input.source)
            return input
        }
    }

    /// As much as is needed of it.
    private struct Document: Decodable {
        struct Entry: Decodable {}

        struct Meta: Decodable {
            var more_data_available: Bool?
            var data_returned: Int?
            var request_delay: Double?
        }

        struct Links: Decodable { var next: Link? }

        /// A string, or an object with a string.
        struct Link: Decodable {
            var address: String?

            private enum Keys: CodingKey { case href }

            init(from decoder: any Decoder) throws {
                if let text = try? decoder.singleValueContainer().decode(String.self) {
                    address = text.isEmpty ? nil : text
                } else {
                    address = try decoder.container(keyedBy: Keys.self)
                        .decodeIfPresent(String.self, forKey: .href)
                }
            }
        }

        var data: [Entry]?
        var meta: Meta?
        var links: Links?
    }
}

extension Verdict {
    /// The same of a record that stood elsewhere.
    fileprivate func at(_ source: Source) -> Verdict {
        func moved(_ record: CrystalRecord) -> CrystalRecord {
            var record = record
            record.source = source
            return record
        }
        return switch self {
        case .accepted(let record): .accepted(moved(record))
        case .acceptedWithWarning(let record, let findings):
            .acceptedWithWarning(moved(record), findings)
        case .rejected: self
        }
    }
}
