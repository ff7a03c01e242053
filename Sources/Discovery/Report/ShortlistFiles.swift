internal import Crystals
internal import Dispatch
internal import Foundation
internal import Synchronization

/// The files of the shortlist: its table, and of each crystal a CIF and inputs for DFT.
struct ShortlistFiles {
    let ledger: any Ledger
    let exports: ScreeningReport.Exports
    let ladder: Ladder
    let folder: String

    private typealias Export = ScreeningReport.Exports.File

    /// - Returns: [shortlist] links to the files of each: a label, and a path within the folder.
    func write(
        _ shortlist: [CandidateTable.Entry]
    ) throws -> [[(label: String, path: String)]] {
        let table = try OutputFile(path: folder + "/shortlist.csv")
        try table.write(CSV.row(CandidateTable.refinedHeader))
        var links: [[(label: String, path: String)]] = []
        var files: [Export] = []
        let width = String(shortlist.last?.placement.rank ?? 0).count
        for entry in shortlist {
            try table.write(CSV.row(CandidateTable.refinedCells(entry)))
            let number = String(entry.placement.rank)
            let padded = String(repeating: "0", count: width - number.count) + number
            links.append(try add(entry.row, named: "\(padded)-\(fileName(entry.row))", to: &files))
        }
        try write(files)
        try table.commit()
        return links
    }

    private func add(
        _ row: ScreenedCrystal, named name: String, to files: inout [Export]
    ) throws -> [(label: String, path: String)] {
        guard let structure = try ledger.structure(at: row.entry) else {
            throw LedgerError.damaged("entry \(row.entry) has no structure")
        }
        let record = CrystalRecord(
            id: row.id, crystal: structure, source: Source(file: row.origin))
        var links = [(label: "CIF", path: "cif/\(name).cif")]
        files.append(Export(name: "cif/\(name).cif", text: try exports.cif(record)))
        guard ladder.rungs.last?.kind == .dftInputs else { return links }
        for var file in try exports.dftInputs(record, row.quantities) {
            file.name = "quantum-espresso/\(name)/\(file.name)"
            files.append(file)
        }
        links.append(("Quantum ESPRESSO", "quantum-espresso/\(name)/"))
        return links
    }

    /// How many files wait for the disk at once, which brings them there together: a hundred files
    /// one after the other take seconds.
    private static let filesAtOnce = 16

    private func write(_ files: [Export]) throws {
        let next = Atomic<Int>(0)
        let failure = Mutex<(any Error)?>(nil)
        let (files, folder) = (files, folder)
        DispatchQueue.concurrentPerform(iterations: min(Self.filesAtOnce, files.count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < files.count else { return }
                do {
                    try Self.write(files[index], in: folder)
                } catch {
                    failure.withLock { $0 = $0 ?? error }
                }
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private static func write(_ file: Export, in folder: String) throws {
        let path = folder + "/" + file.name
        try OutputFile.write(file.text, to: path)
        guard file.isExecutable else { return }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// An id as part of a file's name: formula and id, without what file systems dislike.
    private func fileName(_ row: ScreenedCrystal) -> String {
        let text = row.id.hasPrefix(row.formula) ? row.id : "\(row.formula)-\(row.id)"
        let safe = text.map {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "_"
        }
        return String(safe.prefix(80))
    }
}
