import Foundation

/// An element of the page, as WebDriver names it.
struct PageElement: Codable {
    var id: String

    enum CodingKeys: String, CodingKey { case id = "element-6066-11e4-a52e-4f735466cecf" }
}

/// Keys that are no letters (WebDriver, 17.4.2).
enum Key: String {
    case tab = "\u{E004}"
    case enter = "\u{E007}"
    case left = "\u{E012}"
    case up = "\u{E013}"
    case right = "\u{E014}"
    case down = "\u{E015}"
}

private struct Script: Encodable { var script: String, args: [String] }

extension Browser {
    func visit(_ address: String) async throws {
        let _: Nothing? = try await post("url", ["url": address])
    }

    /// The value of an expression of JavaScript, in which `given` are texts.
    func evaluate<Answer: Decodable>(
        _ expression: String, _ given: String..., as type: Answer.Type = Answer.self
    ) async throws -> Answer {
        return try await post(
            "execute/sync",
            Script(script: "const given = arguments; return \(expression)", args: given))
    }

    func elements(_ selector: String) async throws -> [PageElement] {
        try await post("elements", ["using": "css selector", "value": selector])
    }

    func element(_ selector: String) async throws -> PageElement {
        try await post("element", ["using": "css selector", "value": selector])
    }

    func type(_ text: String, into element: PageElement) async throws {
        let _: Nothing? = try await post("element/\(element.id)/value", ["text": text])
    }

    func press(_ key: Key, on element: PageElement) async throws {
        try await type(key.rawValue, into: element)
    }

    func click(_ element: PageElement) async throws {
        let _: Nothing? = try await post("element/\(element.id)/click", [String: String]())
    }

    /// Presses the main button of the mouse on an element, so many pixels from its middle.
    func press(_ element: PageElement, beside: Int) async throws {
        let _: Nothing? = try await post("actions", PointerActions(element, beside: beside))
    }

    /// What is said of an element to who does not see it.
    func accessibleName(of element: PageElement) async throws -> String {
        try await get("element/\(element.id)/computedlabel")
    }

    /// Makes the page as wide as a screen of the kind.
    func resize(width: Int, height: Int) async throws {
        struct Command: Encodable { var cmd: String, params: Metrics }
        struct Metrics: Encodable {
            var width: Int, height: Int
            var deviceScaleFactor = 1
            var mobile: Bool
        }
        let _: Nothing = try await post(
            "goog/cdp/execute",
            Command(
                cmd: "Emulation.setDeviceMetricsOverride",
                params: Metrics(width: width, height: height, mobile: width < 500)))
    }

    /// Waits until an expression is true.
    func wait(until expression: String, _ given: String = "", seconds: Double = 30) async throws {
        let start = ContinuousClock.now
        while start.duration(to: .now) < .seconds(seconds) {
            if try await evaluate("Boolean(\(expression))", given, as: Bool.self) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw BrowserFailure("not within \(seconds) s: \(expression) \(given)")
    }
}

/// A move of the mouse, a press and a release.
private struct PointerActions: Encodable {
    struct Source: Encodable {
        var type = "pointer"
        var id = "mouse"
        var actions: [Action]
    }
    struct Action: Encodable {
        var type: String
        var duration: Int?
        var x: Int?
        var y: Int?
        var button: Int?
        var origin: PageElement?
    }

    var actions: [Source]

    init(_ element: PageElement, beside: Int) {
        actions = [
            Source(actions: [
                Action(type: "pointerMove", duration: 50, x: beside, y: 0, origin: element),
                Action(type: "pointerDown", button: 0), Action(type: "pointerUp", button: 0),
            ])
        ]
    }
}
