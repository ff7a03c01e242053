import Crystals
import Discovery
import Foundation
import TestKit
import Testing

/// The landmarks against 1,062 measured hardnesses (sparks-baird/VickersHardnessPrediction, MIT).
@Suite("Landmarks beside a collection of measured hardnesses")
struct MeasuredHardnessTests {
    /// Vickers hardness (GPa) at every load that was reported, by composition.
    private static func collection(_ folder: URL) throws -> [Composition: [Double]] {
        let file = folder.appending(path: "hv_comp_load_1062.csv")
        let text = try String(contentsOf: file, encoding: .utf8)
        var measured: [Composition: [Double]] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",")
            guard cells.count == 3, let hardness = Double(cells[1]),
                let composition = try? Composition(formula: String(cells[0]))
            else { continue }
            measured[composition, default: []].append(hardness)
        }
        return measured
    }

    @Test("overlap with it, widened by a seventh for what loads and samples do")
    func overlap() throws {
        guard let folder = SharedData.folder else {
            print("skipped: \(SharedData.absence)")
            return
        }
        let measured = try Self.collection(folder)
        // Of a composition with several crystals the collection does not say which was measured, and
        // of silica it is quartz.
        let polymorphs = Dictionary(grouping: Landmark.all, by: \.crystal.composition)
            .filter { $0.value.count > 1 }
        var compared = 0
        for landmark in Landmark.all
        where polymorphs[landmark.crystal.composition] == nil && landmark.name != "stishovite" {
            guard let range = landmark.hardness,
                let values = measured[landmark.crystal.composition],
                let (low, high) = values.min().map({ ($0, values.max() ?? $0) })
            else { continue }
            compared += 1
            #expect(
                range.lowerBound < high * 8 / 7 && low < range.upperBound * 8 / 7,
                "\(landmark.name): \(range) GPa, collected \(low)…\(high)")
        }
        print("\(compared) landmarks compared with measured hardnesses")
        #expect(measured.count > 400 && compared >= 10)
    }
}
