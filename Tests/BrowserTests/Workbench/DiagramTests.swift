import Crystals
import Foundation
import TestKit
import Testing

/// A hundred thousand crystals on the diagram.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isInstalled, "set KIMBERLITE_BROWSER, and install chromium, chromium-driver")
)
struct DiagramTests {
    private static let count = 100_000

    @Test func aHundredThousandPointsArePaintedFollowedAndChosen() async throws {
        try await WorkbenchPage.open(stores: { [try Self.store(in: $0)] }) { page, _ in
            try await page.visit("library")
            try await page.wait(untilThereAre: Self.count, seconds: 180)
            try await page.visit("diagram")
            try await page.browser.wait(
                until: "window.kimberliteDiagram?.points === \(Self.count)", seconds: 60)
            let paint: Double = try await page.browser.evaluate(
                "kimberliteDiagram.paintMilliseconds")
            print("diagram of \(Self.count) points painted after \(Int(paint)) ms")
            #expect(paint > 0 && paint < 2000)
            let reached = try await page.reachedByTab()
            #expect(
                reached.isSuperset(of: ["axis-x", "axis-y", "colour", "tool-lasso", "save-csv"]))
            #expect(try await page.namelessControls() == [])
            try await follow(page)
            try await choose(page)
            try await page.isSound()
        }
    }

    /// Moves the pointer with every frame for two seconds, from crystal to crystal.
    private func follow(_ page: WorkbenchPage) async throws {
        let pace: Double = try await page.browser.evaluate(
            """
            new Promise((done) => {
              const target = document.querySelector('.overlay');
              const box = target.getBoundingClientRect();
              const first = kimberliteDiagram.frames.length;
              const start = performance.now();
              const go = (k) => {
                const [x, y] = [0.1 + 0.6 * Math.abs(Math.sin(k / 40)), 0.9 - 0.6 * Math.abs(Math.sin(k / 33))];
                target.dispatchEvent(new PointerEvent('pointermove', { clientX: box.left + box.width * x, clientY: box.top + box.height * y, pointerId: 1 }));
                const seconds = (performance.now() - start) / 1000;
                if (seconds < 2) requestAnimationFrame(() => go(k + 1));
                else done((kimberliteDiagram.frames.length - first) / seconds);
              };
              go(0);
            })
            """)
        print("diagram follows the pointer at \(Int(pace)) frames a second")
        #expect(pace >= 30)
        let overlay = try await page.browser.element(".overlay")
        try await page.browser.type("n", into: overlay)
        try await page.browser.wait(
            until: "/[A-Z]/.test(document.querySelector('.label-title')?.innerText)")
        #expect(try await page.text(".diagram-label").contains("GPa"))
    }

    /// A loop, the table below it, and the same by four numbers.
    private func choose(_ page: WorkbenchPage) async throws {
        try await page.click("#tool-lasso")
        let _: Bool = try await page.browser.evaluate(
            """
            (() => {
              const target = document.querySelector('.overlay');
              const box = target.getBoundingClientRect();
              const tell = (kind, x, y) => target.dispatchEvent(new PointerEvent(kind, { clientX: box.left + box.width * x, clientY: box.top + box.height * y, pointerId: 1, button: 0 }));
              tell('pointerdown', 0.4, 0.2);
              for (const [x, y] of [[0.95, 0.1], [0.95, 0.9], [0.4, 0.9]]) tell('pointermove', x, y);
              tell('pointerup', 0.4, 0.9);
              return true;
            })()
            """)
        try await page.browser.wait(until: "document.querySelector('.chosen-crystals tbody a')")
        #expect(try await page.text("#chosen").contains("chosen crystals"))
        #expect(try await page.count(".chosen-crystals tbody tr") == 500)
        try await page.click("#clear-chosen")
        #expect(try await page.count(".chosen-crystals tr") == 0)
        try await page.click(".box summary")
        try await page.type("59.9", into: "#box-x-min")
        try await page.press(.enter)
        try await page.browser.wait(until: "document.querySelector('.chosen-crystals tbody a')")
        let shown = try await page.count(".chosen-crystals tbody tr")
        #expect(shown > 5 && shown < 500)
        let before: String = try await page.browser.evaluate("String(kimberliteDiagram.shown)")
        try await page.type("++++", into: ".overlay")
        try await page.browser.wait(
            until: "kimberliteDiagram.shown < Number(given[0])", before)
    }

    /// Simple cubic cells of made-up elements, sizes and labels.
    private static func store(in folder: URL) throws -> URL {
        var random = SplitMix64(seed: 5)
        let elements = [5, 6, 13, 14, 22, 23, 24, 26, 40, 41, 42, 72, 73, 74]
        var text = ""
        text.reserveCapacity(count * 170)
        for k in 0..<count {
            let constant = Double.random(in: 2.5..<4.5, using: &random)
            let share = Double.random(in: 0..<1, using: &random)
            let hardness = 60 * share * share
            let toughness = hardness * Double.random(in: 0.02..<0.12, using: &random)
            text += """
                {"id":"c\(k)","lattice":[[\(constant),0,0],[0,\(constant),0],[0,0,\(constant)]],\
                "z":[\(elements[k % elements.count])],"frac":[[0,0,0]],\
                "hardness":\(hardness),"toughness":\(toughness)}\n
                """
        }
        return try Laboratory.store("hundred-thousand", of: text, in: folder)
    }
}
