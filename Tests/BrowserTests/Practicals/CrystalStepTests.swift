import Foundation
import Testing

/// A crystal is brought, seen and turned.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isInstalled, "set KIMBERLITE_BROWSER, and install chromium, chromium-driver")
)
struct CrystalStepTests {
    private func step<Answer>(
        _ step: String, _ body: (StepPage) async throws -> Answer
    ) async throws -> Answer {
        try await Laboratory.open { laboratory, folder in
            try await Browser.open(folder: folder) { browser in
                try await browser.visit("\(laboratory.address)/#/practicals/graph-networks/\(step)")
                let page = StepPage(browser: browser, practical: "graph-networks", step: step)
                try await page.drawn()
                return try await body(page)
            }
        }
    }

    @Test func arrowKeysTurnTheCrystal() async throws {
        try await step("crystal") { page in
            // What is drawn once stays as it is.
            try await page.browser.wait(
                until: "document.querySelector('.figure').dataset.state === 'done'")
            let before = try await page.look()
            #expect(try await page.look() == before)
            let stage = try await page.browser.element(".crystal-stage")
            for _ in 0..<5 { try await page.browser.press(.right, on: stage) }
            let turned = try await page.look()
            #expect(turned != before)
            for _ in 0..<5 { try await page.browser.press(.left, on: stage) }
            #expect(try await page.look() != turned)
            try await page.browser.type("n", into: stage)
            try await page.browser.wait(
                until: "document.querySelector('.crystal-label').textContent.startsWith('C 1')")
        }
    }

    @Test func aPastedFileTakesThePlaceOfTheChosenCrystal() async throws {
        let text =
            "MgO\\n1\\n0 2.106 2.106\\n2.106 0 2.106\\n2.106 2.106 0\\nMg O\\n1 1\\nDirect\\n0 0 0\\n0.5 0.5 0.5\\n"
        try await step("crystal") { page in
            try await page.changes("by a file") {
                let _: Bool = try await page.browser.evaluate(
                    "(() => { document.querySelector('details[data-control=text]').open = true; const area = document.querySelector('textarea'); area.value = '\(text)'; area.dispatchEvent(new Event('input')); return true; })()"
                )
            }
            try await page.browser.wait(
                until: "document.querySelector('.crystal-name').textContent.includes('MgO')")
            let buttons = try await page.browser.elements("details[data-control=text] button")
            try await page.browser.click(try #require(buttons.last))
            let area = try await page.browser.element("textarea")
            try await page.browser.type("no crystal", into: area)
            try await page.browser.wait(until: "document.querySelector('main [role=alert]')")
        }
    }
}
