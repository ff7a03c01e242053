import Foundation
import Testing

/// Files are brought, found again and opened.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isInstalled, "set KIMBERLITE_BROWSER, and install chromium, chromium-driver")
)
struct LibraryTests {
    @Test func importedCrystalsAreFoundByTheirElementsAndOpened() async throws {
        try await WorkbenchPage.open { page, folder in
            try await bring(page, folder)
            try await search(page)
            try await openCrystal(page)
            try await page.isSound()
        }
    }

    /// Four of five files are crystals.
    private func bring(_ page: WorkbenchPage, _ folder: URL) async throws {
        try await page.visit("import")
        let paths = try SampleFiles.write(to: folder)
        try await page.type(paths.joined(separator: "\n"), into: "#files")
        try await page.browser.wait(until: "document.querySelector('.tally')")
        #expect(try await page.count("tr[data-verdict=rejected]") == 1)
        let tally: [String] = try await page.browser.evaluate(
            "[...document.querySelectorAll('.tally dd')].map((one) => one.innerText)")
        #expect(tally == ["4", "0", "0", "1"], "added, changed, there already, rejected")
        #expect(try await page.count("tr[data-verdict=accepted]") == 4)
        #expect(try await page.text("tr.findings").isEmpty == false)
        try await page.click(".tally a")
        // The page is told when the crystals have been read, and shows them.
        try await page.wait(for: "#found", toSay: "4 crystals")
    }

    private func search(_ page: WorkbenchPage) async throws {
        try await page.click("[data-symbol=N]")
        try await page.wait(for: "#found", toSay: "2 crystals")
        // With the keys: to carbon, to boron; with it.
        try await page.press(.left)
        try await page.press(.left)
        try await page.press(.enter)
        try await page.wait(for: "#found", toSay: "1 crystal")
        let name = try await page.browser.accessibleName(
            of: try await page.browser.element("[data-symbol=B]"))
        #expect(name.hasPrefix("Boron (B)") && name.hasSuffix("with it"))
        let address: String = try await page.browser.evaluate("location.hash")
        #expect(address.contains("elements=N%2CB"), "the address holds the search: \(address)")
        // Once more: without boron.
        try await page.press(.enter)
        try await page.wait(for: "tbody th", toSay: "VN")
        try await page.press(.enter)
        try await page.click("[data-symbol=N]")
        try await page.click("[data-symbol=N]")
        try await page.wait(for: "#found", toSay: "4 crystals")
        try await page.type("GaAs", into: "#formula")
        try await page.wait(for: "#found", toSay: "1 crystal")
    }

    private func openCrystal(_ page: WorkbenchPage) async throws {
        try await page.click("tbody th a")
        try await page.browser.wait(until: "document.querySelector('.crystal-stage canvas')")
        #expect(try await page.text("h1").hasPrefix("GaAs"))
        #expect(try await page.text("main").contains("216"), "the space group of zinc blende")
        #expect(try await page.count("table.sites tbody tr") == 2)
        for format in ["cif", "poscar", "extxyz", "json"] {
            let length: Int = try await page.browser.evaluate(
                "fetch(document.querySelector(`a[href$=\"format=${given[0]}\"]`).href).then((answer) => answer.ok ? answer.text() : '').then((text) => text.length)",
                format)
            #expect(length > 100, "\(format)")
        }
        try await page.click("#predict")
        try await page.browser.wait(
            until: "document.querySelector('.prediction [data-name=hardness]')", seconds: 60)
        #expect(try await page.text(".prediction [data-name=K]").contains("GPa"))
        // The way back leads to the search.
        try await page.click("main p a")
        try await page.wait(for: "#found", toSay: "1 crystal")
    }

    @Test func anEmptyLibrarySaysWhatToDo() async throws {
        try await WorkbenchPage.open { page, _ in
            for name in ["library", "diagram"] {
                try await page.visit(name)
                try await page.browser.wait(until: "document.querySelector('.empty a.main')")
                #expect(try await page.text(".empty").contains("kimberlite discover"))
            }
            try await page.click(".empty a.main")
            try await page.browser.wait(until: "location.hash === '#/runs'")
            try await page.isSound()
        }
    }
}
