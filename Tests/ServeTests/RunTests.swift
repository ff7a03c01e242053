import Foundation
import TestKit
import Testing

/// Runs outlive the program that started them.
@Suite(.serialized) struct RunTests {
    private func state(_ id: Int, of laboratory: LaboratoryProcess) throws -> String {
        let answer = try laboratory.request("GET", "/api/runs/\(id)")
        return answer.text.firstMatch(of: /"state":"(\w+)"/).map { String($0.1) } ?? "none"
    }

    private func wait(
        for wanted: String, of id: Int, in laboratory: LaboratoryProcess
    ) throws -> Bool {
        try HostileClientTests.waitUntil(60) { try state(id, of: laboratory) == wanted }
    }

    private let body = #"{"kind":"discover","budget":6000,"seed":3}"#

    @Test func aKillLosesNothingAndTheSameCommandEndsWithTheSameFiles() throws {
        let folder = try TemporaryFolder()
        let place = folder.url.appending(path: "lab")
        var laboratory = try LaboratoryProcess(folder: place)
        #expect(try laboratory.request("POST", "/api/runs", body: body).status == 201)
        // In the middle of it: some chunks are recorded, others are not.
        let log = place.appending(path: "runs/1/log.txt")
        let hasBegun = HostileClientTests.waitUntil(30) {
            (try? String(contentsOf: log, encoding: .utf8))?.contains("/6000") == true
        }
        #expect(hasBegun)
        laboratory.kill()
        laboratory = try LaboratoryProcess(folder: place)
        #expect(try wait(for: "finished", of: 1, in: laboratory))

        let process = Process()
        process.executableURL = try #require(BuiltProgram.url)
        let direct = folder.url.appending(path: "direct")
        process.arguments = [
            "discover", "--budget", "6000", "--seed", "3", "--quiet", "--output",
            direct.path(percentEncoded: false),
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        for name in ["candidates.csv", "shortlist.csv", "rejected.csv", "ashby.svg"] {
            let ours = try Data(contentsOf: place.appending(path: "runs/1/results/\(name)"))
            let theirs = try Data(contentsOf: direct.appending(path: name))
            #expect(ours == theirs && ours.count > 100, "\(name)")
        }
        // Its crystals are in the library.
        let isFound = try HostileClientTests.waitUntil {
            try laboratory.request("GET", "/api/collections").text.contains("run-1")
        }
        #expect(isFound)
    }

    @Test func aRunIsStoppedGoesOnAndGoes() throws {
        let folder = try TemporaryFolder()
        let laboratory = try LaboratoryProcess(folder: folder.url.appending(path: "lab"))
        #expect(
            try laboratory.request(
                "POST", "/api/runs", body: #"{"kind":"discover","budget":60000}"#
            ).status == 201)
        #expect(try laboratory.request("POST", "/api/runs", body: body).status == 201)
        #expect(try wait(for: "running", of: 1, in: laboratory))
        // One at a time.
        #expect(try state(2, of: laboratory) == "waiting")
        #expect(try laboratory.request("DELETE", "/api/runs/1").status == 409)
        #expect(try laboratory.request("POST", "/api/runs/2/stop").status == 200)
        #expect(try laboratory.request("POST", "/api/runs/1/stop").status == 200)
        #expect(try wait(for: "stopped", of: 1, in: laboratory))
        #expect(try state(2, of: laboratory) == "stopped")
        #expect(try laboratory.request("POST", "/api/runs/1/resume").status == 200)
        #expect(try wait(for: "running", of: 1, in: laboratory))
        #expect(try laboratory.request("POST", "/api/runs/1/stop").status == 200)
        #expect(try wait(for: "stopped", of: 1, in: laboratory))
        #expect(try laboratory.request("DELETE", "/api/runs/1").status == 200)
        #expect(try laboratory.request("GET", "/api/runs/1").status == 404)
        #expect(!laboratory.written.contains { $0.hasPrefix("runs/1") })
    }

    @Test func twoLaboratoriesDoNotShareAFolder() throws {
        let folder = try TemporaryFolder()
        let laboratory = try LaboratoryProcess(folder: folder.url.appending(path: "lab"))
        #expect(throws: LaboratoryProcess.NotOpen.self) {
            try LaboratoryProcess(folder: laboratory.folder)
        }
        #expect(laboratory.isRunning)
    }
}
