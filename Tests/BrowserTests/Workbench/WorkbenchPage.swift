import Foundation
import Testing

/// A page of the workbench as it stands in the browser.
struct WorkbenchPage {
    let browser: Browser
    let address: String

    /// Opens a page, in a language and a width.
    func visit(_ page: String, language: String = "en", width: Int = 1280) async throws {
        try await browser.resize(width: width, height: 900)
        // Not a file by itself, for which the browser would ask for an icon that is not there.
        try await browser.visit("\(address)/")
        let _: Bool = try await browser.evaluate(
            "(localStorage.setItem('language', given[0]), true)", language)
        try await browser.visit("about:blank")
        try await browser.visit("\(address)/#/\(page)")
        try await browser.wait(until: "document.querySelector('main h1, main .notice.bad')")
    }

    func text(_ selector: String) async throws -> String {
        try await browser.evaluate(
            "document.querySelector(given[0])?.innerText ?? ''", selector)
    }

    func count(_ selector: String) async throws -> Int {
        try await browser.evaluate("document.querySelectorAll(given[0]).length", selector)
    }

    func click(_ selector: String) async throws {
        try await browser.click(try await browser.element(selector))
    }

    func type(_ text: String, into selector: String) async throws {
        try await browser.type(text, into: try await browser.element(selector))
    }

    /// Presses a key where the focus is.
    func press(_ key: Key) async throws {
        let focused: PageElement = try await browser.get("element/active")
        try await browser.press(key, on: focused)
    }

    /// Waits until an element has exactly this text.
    func wait(for selector: String, toSay text: String) async throws {
        do {
            try await browser.wait(
                until: "document.querySelector('\(selector)')?.innerText === given[0]", text)
        } catch {
            let there = try await self.text(selector)
            throw BrowserFailure("\(selector) says \(there), not \(text)")
        }
    }

    /// Waits until the library has so many crystals.
    func wait(untilThereAre count: Int, seconds: Int = 60) async throws {
        let start = ContinuousClock.now
        while start.duration(to: .now) < .seconds(seconds) {
            let total: Int = try await browser.evaluate(
                "fetch('/api/crystals').then((answer) => answer.json()).then((found) => found.total)"
            )
            if total == count { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw BrowserFailure("not within \(seconds) s: \(count) crystals")
    }

    /// Nothing went wrong, and nobody else was asked for anything.
    func isSound() async throws {
        #expect(try await browser.complaints() == [])
        #expect(try await browser.hostsAsked() == ["127.0.0.1"])
    }

    /// Opens a laboratory and a browser for it.
    static func open<Answer>(
        stores: ((URL) throws -> [URL])? = nil,
        _ body: (WorkbenchPage, URL) async throws -> Answer
    ) async throws -> Answer {
        try await Laboratory.open(stores: stores) { laboratory, folder in
            try await Browser.open(folder: folder) { browser in
                try await body(
                    WorkbenchPage(browser: browser, address: laboratory.address), folder)
            }
        }
    }
}

extension WorkbenchPage {
    /// The ids, and symbols of elements, that Tab comes by.
    func reachedByTab() async throws -> Set<String> {
        var reached: Set<String> = []
        for _ in 0..<80 {
            try await press(.tab)
            let name: String = try await browser.evaluate(
                "document.activeElement.id || document.activeElement.dataset.symbol || ''")
            let isBack: Bool = try await browser.evaluate(
                "document.activeElement === document.body")
            if isBack { break }
            reached.insert(name)
        }
        return reached
    }

    /// Controls in sight that say nothing to who does not see them, by their tags.
    func namelessControls() async throws -> [String] {
        let all = try await browser.elements(
            "input, select, textarea, button, canvas[tabindex]")
        var nameless: [String] = []
        for element in all where try await browser.accessibleName(of: element).isEmpty {
            let shown: Bool = try await browser.get("element/\(element.id)/displayed")
            if shown { nameless.append(try await browser.get("element/\(element.id)/name")) }
        }
        #expect(!all.isEmpty)
        return nameless
    }
}

/// Crystal files to be sent.
enum SampleFiles {
    /// Two interpenetrating face-centred lattices: rock salt (½ ½ ½) or zinc blende (¼ ¼ ¼).
    static func poscar(_ symbols: String, _ constant: Double, _ second: Double) -> String {
        let half = constant / 2
        return """
            \(symbols)
            1
            0 \(half) \(half)
            \(half) 0 \(half)
            \(half) \(half) 0
            \(symbols)
            1 1
            Direct
            0 0 0
            \(second) \(second) \(second)

            """
    }

    /// Writes titanium carbide, vanadium nitride, boron nitride, gallium arsenide and a broken file.
    ///
    /// - Returns: their paths.
    static func write(to folder: URL) throws -> [String] {
        let files = [
            "TiC.vasp": poscar("Ti C", 4.33, 0.5), "VN.vasp": poscar("V N", 4.14, 0.5),
            "BN.vasp": poscar("B N", 3.615, 0.25), "GaAs.vasp": poscar("Ga As", 5.653, 0.25),
            "broken.vasp": "no crystal\n",
        ]
        return try files.map { name, text in
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            return file.path(percentEncoded: false)
        }
    }
}
