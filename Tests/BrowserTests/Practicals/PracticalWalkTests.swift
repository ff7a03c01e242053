import Foundation
import Practicals
import Testing

/// Both practicals from their first step to their last, as a person goes through them.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isInstalled, "set KIMBERLITE_BROWSER, and install chromium, chromium-driver")
)
struct PracticalWalkTests {
    @Test(arguments: Practical.all.map(\.id))
    func everyStepAnswersToKeysAndMouse(practical id: String) async throws {
        let practical = try #require(Practical.all.first { $0.id == id })
        let texts = try PageTexts("practicals-\(id)", language: "en")
        try await walk(practical, language: "en", width: 1280) { page in
            try await read(page, texts)
            try await page.changes("by keyboard") { try await page.moveByKeyboard() }
            try await page.changes("by mouse") { try await page.moveByMouse() }
            let nameless = try await page.namelessControls()
            #expect(nameless.isEmpty, "\(page.step): \(nameless)")
        }
    }

    @Test(arguments: Practical.all.map(\.id))
    func everyStepFitsATelephoneAndSpeaksRussian(practical id: String) async throws {
        let practical = try #require(Practical.all.first { $0.id == id })
        let texts = try PageTexts("practicals-\(id)", language: "ru")
        try await walk(practical, language: "ru", width: 390) { page in
            try await read(page, texts)
            let wide: Int = try await page.browser.evaluate("document.documentElement.scrollWidth")
            #expect(wide <= 390, "\(page.step) is \(wide) pixels wide")
        }
    }

    @Test(arguments: [
        "practicals", "practicals-neural-networks", "practicals-graph-networks", "crystal-view",
    ])
    func bothLanguagesSayTheSame(page: String) throws {
        let english = try PageTexts(page, language: "en")
        let russian = try PageTexts(page, language: "ru")
        #expect(!english.keys.isEmpty)
        #expect(english.keys == russian.keys)
    }

    /// Question, picture and sentence stand there in the language of the page, and no key in place of a text.
    private func read(_ page: StepPage, _ texts: PageTexts) async throws {
        let question = try #require(texts["\(page.step).question"])
        try await page.browser.wait(
            until: "document.querySelector('h1')?.textContent === given[0]", question)
        try await page.drawn()
        let sentence: String = try await page.browser.evaluate(
            "document.querySelector('.see').textContent")
        #expect(sentence.hasSuffix(try #require(texts["\(page.step).see"])))
        let text: String = try await page.browser.evaluate("document.body.innerText")
        #expect(!text.contains(/practicals(-[a-z]+)*\.[a-z]/), "\(page.step) shows a key: \(text)")
        #expect(!text.contains(/NaN|undefined|\[object/), "\(page.step): \(text)")
        let refusal: Bool = try await page.browser.evaluate(
            "document.querySelector('.figure')?.parentElement.querySelector('[role=alert]') !== null"
        )
        #expect(!refusal, "\(page.step) is refused: \(text)")
    }

    /// Goes from step to step by the link to the next one.
    private func walk(
        _ practical: Practical, language: String, width: Int,
        _ body: (StepPage) async throws -> Void
    ) async throws {
        try await Laboratory.open { laboratory, folder in
            try await Browser.open(folder: folder) { browser in
                try await browser.resize(width: width, height: 900)
                try await browser.visit("\(laboratory.address)/")
                let _: Bool = try await browser.evaluate(
                    "(localStorage.setItem('language', given[0]), true)", language)
                // Only a page that is loaded anew asks which language it is in.
                try await browser.visit("about:blank")
                try await browser.visit("\(laboratory.address)/#/practicals/\(practical.id)")
                for (index, step) in practical.steps.enumerated() {
                    try await body(
                        StepPage(browser: browser, practical: practical.id, step: step.id))
                    if index + 1 == practical.steps.count { break }
                    try await browser.press(.enter, on: try await browser.element(".way.next"))
                }
                let complaints = try await browser.complaints()
                #expect(complaints.isEmpty, "\(complaints)")
                #expect(try await browser.hostsAsked() == ["127.0.0.1"])
            }
        }
    }
}
