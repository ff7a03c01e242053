import Foundation
import Testing

/// Every page of the workbench, by keyboard, on a telephone, in both languages.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isInstalled, "set KIMBERLITE_BROWSER, and install chromium, chromium-driver")
)
struct WorkbenchWalkTests {
    private static let pages = ["library", "predict", "diagram", "runs", "models", "import"]
    /// Two quantities, a question, one of formulas with three targets.
    private static let models = ["moduli", "synthesizability", "superconductors"]
        .map { "models/\($0)" }

    @Test(arguments: ["en", "ru"])
    func everyPageFitsATelephone(language: String) async throws {
        try await WorkbenchPage.open { page, folder in
            try await fill(page, folder)
            let crystal = "library/\(try await crystalID(page))"
            for name in Self.pages + Self.models + [crystal] {
                for width in [390, 1280] {
                    try await page.visit(name, language: language, width: width)
                    try await page.browser.wait(until: "!document.querySelector('[aria-busy]')")
                    try await read(page, name, width)
                }
            }
            try await page.isSound()
        }
    }

    private func read(_ page: WorkbenchPage, _ name: String, _ width: Int) async throws {
        let wide: Int = try await page.browser.evaluate("document.documentElement.scrollWidth")
        #expect(wide <= width, "\(name) is \(wide) pixels wide at \(width)")
        let text: String = try await page.browser.evaluate("document.body.innerText")
        #expect(text.count > 100, "\(name)")
        #expect(!text.contains(/NaN|undefined|null|\[object/), "\(name): \(text)")
        let keys = /\b(workbench|library|predict|diagram|runs|models|import|common)\.[a-z]/
        #expect(!text.contains(keys), "\(name) shows a key: \(text)")
        #expect(try await page.count("main .notice.bad") == 0, "\(name): \(text)")
    }

    private func fill(_ page: WorkbenchPage, _ folder: URL) async throws {
        try await page.visit("import")
        let paths = try SampleFiles.write(to: folder)
        try await page.type(paths.joined(separator: "\n"), into: "#files")
        try await page.browser.wait(until: "document.querySelector('.tally')")
    }

    @Test func anAddressThatNoPageHasLeadsHome() async throws {
        try await WorkbenchPage.open { page, _ in
            try await page.visit("nonsense")
            #expect(try await page.text("main").contains("#/nonsense"))
            try await page.click("main a.main")
            try await page.browser.wait(until: "document.querySelector('.doors')")
            try await page.isSound()
        }
    }

    private func crystalID(_ page: WorkbenchPage) async throws -> String {
        try await page.wait(untilThereAre: 4)
        return try await page.browser.evaluate(
            "fetch('/api/crystals').then((answer) => answer.json()).then((found) => found.crystals[0].id)"
        )
    }

    /// From the top of the page, by Tab alone, to what it is about; and every control has a name.
    @Test func tabReachesEverything() async throws {
        try await WorkbenchPage.open { page, folder in
            try await fill(page, folder)
            _ = try await crystalID(page)
            for (name, wanted) in [
                ("library", ["text", "formula", "spacegroup", "collection", "only", "limit"]),
                ("predict", ["example"]), ("runs", ["language", "theme"]),
            ] {
                try await page.visit(name)
                try await page.browser.wait(
                    until: "document.getElementById(given[0])", wanted.last ?? "")
                let reached = try await page.reachedByTab()
                #expect(reached.isSuperset(of: wanted), "\(name): \(reached.sorted())")
                #expect(try await page.namelessControls() == [], "\(name)")
            }
            try await page.isSound()
        }
    }

    /// Addresses that people cut or type wrongly.
    @Test func anAddressThatCannotBeReadShowsAPage() async throws {
        try await WorkbenchPage.open { page, _ in
            for address in ["%", "practicals/%", "models/%E0%A4%A", "%zz?text=%"] {
                try await page.visit(address)
                #expect(try await page.text("main").count > 20, "\(address)")
            }
        }
    }

    @Test(arguments: pages + ["workbench", "elements", "common", "home"])
    func bothLanguagesSayTheSame(page: String) throws {
        let english = try PageTexts(page, language: "en")
        let russian = try PageTexts(page, language: "ru")
        #expect(!english.keys.isEmpty)
        #expect(english.keys == russian.keys)
        for key in english.keys {
            guard let one = english[key], let other = russian[key] else { continue }
            // Both leave the same places for numbers and names.
            #expect(Self.places(one) == Self.places(other), "\(page).\(key)")
        }
    }

    private static func places(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{\w+\}/).map { String($0.output) })
    }
}
