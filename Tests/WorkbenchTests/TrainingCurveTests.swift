import Foundation
import TestKit
import Testing

@testable import Workbench

@Suite struct TrainingCurveTests {
    private func points(_ table: String) throws -> [TrainingCurve.Point] {
        try withTemporaryFolder { folder in
            let file = URL(filePath: folder).appending(path: "metrics.csv")
            try Data(table.utf8).write(to: file)
            return TrainingCurve(file).points
        }
    }

    @Test func theTableOfASingleNetworkHasACurveToo() throws {
        let curve = try points(
            "epoch,learning_rate,loss,validation_mae_K\n1,0.01,0.5,0.25\n2,0.01,0.4,0.125\n3,0.0")
        #expect(curve.map(\.epoch) == [1, 2], "the line that is being written waits")
        #expect(curve.map(\.member) == [1, 1])
        #expect(curve.last?.loss == 0.4)
        #expect(curve.last?.validation == ["K": 0.125])
    }

    @Test func anEnsembleHasACurveForEachNetwork() throws {
        let curve = try points(
            "member,epoch,loss,validation_mae_K\n1,1,0.5,0.25\n2,1,0.75,nan\n")
        #expect(curve.map(\.member) == [1, 2])
        #expect(curve.last?.validation == [:])
    }
}
