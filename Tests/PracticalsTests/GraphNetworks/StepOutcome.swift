import Foundation
import Practicals
import Testing

/// The frames of a step, read as a page reads them.
struct StepOutcome {
    let frames: [Frame]
    /// The same as text, for comparisons.
    let texts: [String]

    typealias Members = [String: Any]

    struct Frame: @unchecked Sendable {
        let members: Members

        var kind: String { members["kind"] as? String ?? "" }
        func number(_ key: String) -> Double? { (members[key] as? NSNumber)?.doubleValue }
        func numbers(_ key: String) -> [Double] { members[key] as? [Double] ?? [] }
        func list(_ key: String) -> [Frame] {
            (members[key] as? [Members] ?? []).map { Frame(members: $0) }
        }
        func text(_ key: String) -> String? { members[key] as? String }
        subscript(_ key: String) -> Frame { Frame(members: members[key] as? Members ?? [:]) }
    }

    init(
        _ step: String, _ parameters: String = "{}", own: (any OwnCrystals)? = nil
    ) throws {
        let found = try #require(Practical.graphNetworks.step(step))
        var texts: [String] = []
        try found.run(Data(parameters.utf8), own: own) {
            texts.append(String(decoding: $0, as: UTF8.self))
        }
        self.texts = texts
        frames = try texts.map { text in
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
            return Frame(members: try #require(object as? Members))
        }
    }

    func all(_ kind: String) -> [Frame] { frames.filter { $0.kind == kind } }

    /// The only frame of a kind.
    func only(_ kind: String) throws -> Frame {
        let found = all(kind)
        try #require(found.count == 1, "\(found.count) frames \(kind) among \(frames.map(\.kind))")
        return found[0]
    }
}
