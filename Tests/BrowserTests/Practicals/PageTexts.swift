import Foundation
import Testing

/// Texts of the page in a language, from the files that it takes them from.
struct PageTexts {
    private let texts: [String: Text]

    private enum Text: Decodable {
        case one(String), forms

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .one(text)
            } else {
                self = .forms
            }
        }
    }

    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Workbench/Pages/texts")

    init(_ page: String, language: String) throws {
        let file = Self.folder.appending(path: "\(language)/\(page).json")
        texts = try JSONDecoder().decode([String: Text].self, from: Data(contentsOf: file))
    }

    var keys: Set<String> { Set(texts.keys) }

    subscript(key: String) -> String? {
        if case .one(let text) = texts[key] { text } else { nil }
    }
}
