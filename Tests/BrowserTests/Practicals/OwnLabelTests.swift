import Crystals
import Foundation
import TestKit
import Testing

/// A network of a practical learns from a store that was brought along.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isInstalled, "set KIMBERLITE_BROWSER, and install chromium, chromium-driver")
)
struct OwnLabelTests {
    /// Elements in simple cubic cells; of the numbers one has no logarithm, and one no word as its name.
    private static func store(in folder: URL) throws -> URL {
        var random = SplitMix64(seed: 4)
        let text = (3..<83).map { z in
            let edge = Double.random(in: 2.5..<4, using: &random)
            return """
                {"id":"c\(z)","lattice":[[\(edge),0,0],[0,\(edge),0],[0,0,\(edge)]],"z":[\(z)],\
                "frac":[[0,0,0]],"springiness":\(100 * edge * edge),"charm":\(edge - 3),\
                "force/area, own (N/m²)":\(edge)}

                """
        }.joined()
        return try Laboratory.store("brought", of: text, in: folder)
    }

    @Test(arguments: ["springiness", "charm", "force/area, own (N/m²)"])
    func itsNumbersAreOfferedAndLearned(label: String) async throws {
        try await Laboratory.open(stores: { [try Self.store(in: $0)] }) { laboratory, folder in
            try await Browser.open(folder: folder) { browser in
                try await browser.visit("\(laboratory.address)/")
                try await browser.wait(
                    until:
                        "fetch('/api/labels').then((answer) => answer.json()).then((labels) => labels.length === 3)"
                )
                try await browser.visit("\(laboratory.address)/#/practicals/graph-networks/train")
                let page = StepPage(browser: browser, practical: "graph-networks", step: "train")
                try await page.drawn()
                try await page.changes("by a label of one's own") {
                    let option = "[data-control=target] option[value='brought/\(label)']"
                    try await browser.click(try await browser.element(option))
                }
                try await browser.wait(
                    until: "document.querySelector('.figure').dataset.state === 'done'")
                let text: String = try await browser.evaluate(
                    "document.querySelector('.figure').innerText")
                #expect(text.contains("of the collection brought"), "\(text)")
                let complaints = try await browser.complaints()
                #expect(complaints.isEmpty, "\(complaints)")
            }
        }
    }
}
