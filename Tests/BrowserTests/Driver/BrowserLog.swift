import Foundation

extension Browser {
    private struct Entry: Decodable { var level: String, message: String }

    /// Errors that the page or the browser wrote since this was asked last.
    func complaints() async throws -> [String] {
        let entries: [Entry] = try await post("se/log", ["type": "browser"])
        return entries.filter { $0.level == "SEVERE" }.map(\.message)
    }

    /// Hosts that the page asked for something since this was asked last.
    func hostsAsked() async throws -> Set<String> {
        let entries: [Entry] = try await post("se/log", ["type": "performance"])
        let asked = entries.compactMap {
            try? JSONDecoder().decode(Event.self, from: Data($0.message.utf8))
        }
        .filter { $0.message.method == "Network.requestWillBeSent" }
        .compactMap { $0.message.params.request?.url }
        // What the page made itself has no host.
        return Set(asked.filter { $0.hasPrefix("http") }.compactMap { URL(string: $0)?.host() })
    }

    private struct Event: Decodable {
        struct Message: Decodable { var method: String, params: Parameters }
        struct Parameters: Decodable { var request: Request? }
        struct Request: Decodable { var url: String? }

        var message: Message
    }
}
