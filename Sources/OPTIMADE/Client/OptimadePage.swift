public import Crystals
internal import Foundation

/// Structures of one answer.
public struct OptimadePage: Sendable {
    private let bytes: [UInt8]
    private let source: String
    /// [structures] what each is called in the database; for one without an id its place.
    private let ids: [String]
    /// The address of the page behind it; nil where it is the last.
    public let next: String?
    /// Structures that the filter holds for, if the database says.
    public let total: Int?
    /// What the database asks to wait before the next request, s.
    let delay: Double?
    var count: Int { ids.count }

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
        ids = data.enumerated().map { number, entry in
            entry.id ?? "structure \(number + 1) of \(address)"
        }
        let isLast = document.meta?.more_data_available == false
        next = isLast ? nil : document.links?.next?.address
        total = document.meta?.data_returned
        delay = document.meta?.request_delay
    }

    /// The structures with their verdicts, known by their ids in the database.
    public func inputs(examiner: CrystalExaminer) -> [ExaminedInput] {
        // A document without structures is one that has nothing to be read from.
        if ids.isEmpty { return [] }
        let inputs = CrystalInputs(bytes: bytes, named: source, examiner: examiner)
        return zip(inputs, ids).map { input, id in
            // Pages may be cut elsewhere the next time: the id is the place.
            let place = Source(file: source, place: id)
            return ExaminedInput(id: id, source: place, verdict: input.verdict.named(id, at: place))
        }
    }

    /// As much as is needed of it.
    private struct Document: Decodable {
        struct Entry: Decodable {
            var id: String?

            private enum Keys: CodingKey { case id }

            /// What an entry is otherwise decides its verdict.
            init(from decoder: any Decoder) throws {
                let members = try? decoder.container(keyedBy: Keys.self)
                id = try? members?.decodeIfPresent(String.self, forKey: .id)
            }
        }

        struct Meta: Decodable {
            var more_data_available: Bool?
            var data_returned: Int?
            var request_delay: Double?

            private enum Keys: CodingKey { case more_data_available, data_returned, request_delay }

            /// Whether there is more has to be told; of the numbers a wrong one is none.
            init(from decoder: any Decoder) throws {
                let members = try decoder.container(keyedBy: Keys.self)
                more_data_available = try members.decodeIfPresent(
                    Bool.self, forKey: .more_data_available)
                data_returned = Self.number(members, .data_returned).flatMap { Int(exactly: $0) }
                    .flatMap { $0 < 0 ? nil : $0 }
                request_delay = Self.number(members, .request_delay)
            }

            /// Also of one that stands between quotation marks.
            private static func number(
                _ members: KeyedDecodingContainer<Keys>, _ key: Keys
            ) -> Double? {
                if let number = try? members.decode(Double.self, forKey: key) { return number }
                return (try? members.decode(String.self, forKey: key)).flatMap(Double.init)
                    .flatMap { $0.isFinite ? $0 : nil }
            }
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
    /// The same of a record of another name and place.
    fileprivate func named(_ id: String, at source: Source) -> Verdict {
        guard var record else { return self }
        (record.id, record.source, record.repeatedName) = (id, source, nil)
        let findings = findings.filter { $0.category != .repeatedId }
        return findings.isEmpty ? .accepted(record) : .acceptedWithWarning(record, findings)
    }
}
