import Foundation
import TestKit
import Testing

/// A network of a label whose name YAML would read as something else.
@Suite struct OwnTargetTests {
    private let label = "K: [GPa], \\\"own\\\" #1/2"

    private func store(in folder: TemporaryFolder) throws -> String {
        let lines = (0..<40).map { k in
            let edge = 3 + Double(k) / 40
            return """
                {"id":"c\(k)","lattice":[[\(edge),0,0],[0,\(edge),0],[0,0,\(edge)]],"z":[\(3 + k)],\
                "frac":[[0,0,0]],"\(label)":\(100 + k)}
                """
        }
        let file = folder.url.appending(path: "own.jsonl")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        let process = Process()
        process.executableURL = try #require(BuiltProgram.url)
        let store = folder.path + "/own.sqlite"
        process.arguments = ["import", "--quiet", "--store", store, file.path]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return store
    }

    @Test func anyLabelIsLearned() throws {
        let folder = try TemporaryFolder()
        let laboratory = try LaboratoryProcess(
            folder: folder.url.appending(path: "lab"), arguments: [try store(in: folder)])
        let isKnown = try HostileClientTests.waitUntil {
            try laboratory.request("GET", "/api/labels").text.contains(label)
        }
        try #require(isKnown)
        let body = """
            {"kind":"train","source":"own","target":"\(label)","epochs":1,"convolutions":1,"width":16}
            """
        let answer = try laboratory.request("POST", "/api/runs", body: body)
        #expect(answer.status == 201, "\(answer.text)")
        let hasEnded = try HostileClientTests.waitUntil(60) {
            try laboratory.request("GET", "/api/runs/1").text.contains("\"state\":\"finished\"")
        }
        let run = try laboratory.request("GET", "/api/runs/1").text
        #expect(hasEnded && run.contains("\"epoch\":1"), "with its curve: \(run)")
        let model = try laboratory.request("GET", "/api/models/run-1")
        #expect(model.status == 200 && model.text.contains(label), "\(model.text)")
    }
}
