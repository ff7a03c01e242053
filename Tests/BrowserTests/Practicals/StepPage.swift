import Foundation
import Testing

/// A step of a practical as it stands in the browser.
struct StepPage {
    let browser: Browser
    let practical: String
    let step: String

    /// The pictures of the step in few pixels: what they are like, and how many colours they have.
    struct Look: Decodable, Equatable { var print: Int, colours: Int }

    private static let looking = """
        (() => {
          const small = document.createElement('canvas');
          [small.width, small.height] = [96, 96];
          const pen = small.getContext('2d', { willReadFrequently: true });
          const colours = new Set();
          let print = 5381;
          for (const canvas of document.querySelectorAll('.figure canvas')) {
            if (canvas.width === 0 || canvas.offsetParent === null) continue;
            pen.clearRect(0, 0, 96, 96);
            pen.drawImage(canvas, 0, 0, 96, 96);
            const words = new Uint32Array(pen.getImageData(0, 0, 96, 96).data.buffer);
            for (const word of words) { print = (Math.imul(print, 33) ^ word) >>> 0; if (colours.size < 1000) colours.add(word); }
          }
          return { print, colours: colours.size };
        })()
        """

    func look() async throws -> Look { try await browser.evaluate(Self.looking) }

    /// Waits until the step has drawn something of the computation that runs now.
    func drawn() async throws {
        do {
            try await browser.wait(
                until: "Number(document.querySelector('.figure')?.dataset.frames) > 0")
            try await browser.wait(until: "\(Self.looking).colours > 2")
        } catch {
            let text: String = try await browser.evaluate("document.body.innerText")
            throw BrowserFailure("\(practical)/\(step): \(error)\n\(text)")
        }
    }

    /// Moves a control and waits until another picture is there.
    func changes(_ how: String, _ move: () async throws -> Void) async throws {
        let before = try await look()
        let runs = try await browser.evaluate(
            "document.querySelector('.figure').dataset.runs", as: String.self)
        try await move()
        do {
            try await browser.wait(
                until: "document.querySelector('.figure').dataset.runs !== given[0]", runs)
            try await drawn()
            try await browser.wait(
                until: "\(Self.looking).print !== Number(given[0])", "\(before.print)")
        } catch {
            throw BrowserFailure("\(practical)/\(step), \(how): \(error)")
        }
    }

    /// Moves the first control by a key.
    func moveByKeyboard() async throws {
        if let slider = try await controls("input[type=range]").first {
            let isAtEnd: Bool = try await browser.evaluate(
                "(() => { const one = document.querySelector('\(Self.shown) input[type=range]'); return one.value === one.max; })()"
            )
            try await browser.press(isAtEnd ? .left : .right, on: slider)
        } else if let list = try await controls("select").first {
            try await browser.press(.down, on: list)
        } else {
            let choice = try #require(try await controls("input[type=radio]:checked").first)
            try await browser.press(.down, on: choice)
        }
    }

    /// Moves the last control by the mouse, for which a picture has to be another one.
    func moveByMouse() async throws {
        if let slider = try await controls("input[type=range]").last {
            let isLow: Bool = try await browser.evaluate(
                """
                (() => {
                  const last = [...document.querySelectorAll('\(Self.shown) input[type=range]')].at(-1);
                  return Number(last.value) < (Number(last.min) + Number(last.max)) / 2;
                })()
                """)
            try await browser.press(slider, beside: isLow ? 70 : -70)
        } else if let option = try await controls("option:not(:checked)").last {
            try await browser.click(option)
        } else {
            let choice = try #require(try await controls("input[type=radio]:not(:checked)").last)
            try await browser.click(choice)
        }
    }

    private static let shown = ".controls [data-control]:not([hidden])"

    func controls(_ kind: String) async throws -> [PageElement] {
        try await browser.elements("\(Self.shown) \(kind)")
    }

    /// Controls of the step that say nothing to who does not see them.
    func namelessControls() async throws -> [String] {
        let _: Bool = try await browser.evaluate(
            "(document.querySelectorAll('.controls details').forEach((one) => { one.open = true; }), true)"
        )
        let all = try await controls(":is(input, select, textarea, button)")
        var nameless: [String] = []
        for element in all where try await browser.accessibleName(of: element).isEmpty {
            nameless.append(try await browser.get("element/\(element.id)/property/outerHTML"))
        }
        #expect(!all.isEmpty)
        return nameless
    }
}
