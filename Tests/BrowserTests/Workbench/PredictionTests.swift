import Foundation
import Testing

/// Files in, predictions out; a screening is started and followed.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isInstalled, "set KIMBERLITE_BROWSER, and install chromium, chromium-driver")
)
struct PredictionTests {
    @Test func aDroppedFileGetsNumbersWithIntervalsThatStayInTheOtherLanguage() async throws {
        try await WorkbenchPage.open { page, _ in
            try await page.visit("predict")
            try await drop(SampleFiles.poscar("Ti C", 4.33, 0.5), on: page)
            try await page.browser.wait(until: "document.querySelector('tr[data-verdict]')")
            try await page.browser.wait(until: "!document.querySelector('.running')")
            #expect(try await page.text("tr[data-verdict]").contains("TiC"))
            // Hardness, toughness, two moduli, formation energy.
            #expect(try await page.count("tr[data-verdict] .interval") >= 5)
            let head = try await page.text("thead")
            #expect(head.contains("Hardness") && head.contains("GPa"))
            try await page.click("#language")
            try await page.wait(for: "h1", toSay: "Предсказание")
            #expect(try await page.count("tr[data-verdict]") == 1)
            #expect(try await page.text("thead").contains("Твёрдость"))
            try await page.isSound()
        }
    }

    @Test func pastedTextIsTakenForWhatItIs() async throws {
        try await WorkbenchPage.open { page, _ in
            try await page.visit("predict")
            try await page.click(".pasting summary")
            try await page.type("data_x\n_cell_length_a 3", into: "#pasted")
            let format: String = try await page.browser.evaluate(
                "document.querySelector('#format').value")
            #expect(format == "cif")
            try await page.click("#use-text")
            try await page.browser.wait(
                until: "document.querySelector('tr[data-verdict=rejected]')")
            #expect(try await page.text("tr.findings").isEmpty == false)
        }
    }

    private func drop(_ text: String, on page: WorkbenchPage) async throws {
        let _: Bool = try await page.browser.evaluate(
            """
            (() => {
              const data = new DataTransfer();
              data.items.add(new File([given[0]], 'TiC.vasp'));
              document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
              return true;
            })()
            """, text)
    }

    @Test func aScreeningIsStartedAndFollowedToItsCrystals() async throws {
        try await WorkbenchPage.open { page, _ in
            try await page.visit("runs")
            try await page.click("#new-discover summary")
            let budget = try await page.browser.element("#form-discover [name=budget]")
            let _: Bool = try await page.browser.evaluate(
                "(document.querySelector('#form-discover [name=budget]').value = '', true)")
            try await page.browser.type("60", into: budget)
            try await page.press(.enter)
            try await page.browser.wait(until: "location.hash === '#/runs/1'")
            try await page.browser.wait(
                until: "document.querySelector('[data-state]')?.dataset.state === 'finished'",
                seconds: 60)
            try await page.browser.wait(
                until: "document.querySelector('.log').textContent.includes('shortlist')")
            try await page.browser.wait(
                until: "document.querySelectorAll('.files a').length > 3")
            let filters: String = try await page.browser.evaluate(
                "document.querySelector('main .filters').textContent")
            #expect(filters.contains("Tc, Pm, Po") && filters.contains("10 GPa"), "\(filters)")
            try await page.click(".run-head a.main")
            try await page.browser.wait(until: "location.hash.includes('collection=run-1')")
            try await page.browser.wait(until: "document.querySelector('table.crystals')")
            #expect(try await page.count("tbody .interval") > 10)
            try await tellWhatTheNumbersAre(page)
            try await page.isSound()
        }
    }

    /// Where they come from, and that nobody should learn from them.
    private func tellWhatTheNumbersAre(_ page: WorkbenchPage) async throws {
        let origin: String = try await page.browser.evaluate(
            """
            fetch('/api/crystals?collection=run-1&sort=rank&limit=1').then((answer) => answer.json())
              .then((found) => fetch(`/api/crystals/${found.crystals[0].id}`)).then((answer) => answer.json())
              .then((crystal) => crystal.properties.find((one) => one.name === 'density').origin.kind)
            """)
        #expect(origin == "structure", "the density is of the cell")
        try await page.visit("runs?new=train")
        try await page.browser.wait(until: "document.querySelector('#own-predictions')")
        #expect(try await page.text("#own-predictions").contains("predictions of the program"))
    }
}
