internal import Crystals

/// The files of the shortlist: its table, and of each crystal a CIF and inputs for DFT.
struct ShortlistFiles {
    let ledger: any Ledger
    let exports: ScreeningReport.Exports
    let ladder: Ladder
    let folder: String

    /// Files that are held before they are written.
    private static let filesAtOnce = 256

    /// - Returns: [shortlist] links to the files of each: a label, and a path within the folder.
    func write(
        _ shortlist: [CandidateTable.Entry]
    ) throws -> [[(label: String, path: String)]] {
        let table = try OutputFile(path: folder + "/shortlist.csv")
        try table.write(CSV.row(CandidateTable.refinedHeader))
        var links: [[(label: String, path: String)]] = []
        var files: [WholeFile] = []
        let width = String(shortlist.last?.placement.rank ?? 0).count
        for entry in shortlist {
            try table.write(CSV.row(CandidateTable.refinedCells(entry)))
            let number = String(entry.placement.rank)
            let padded = String(repeating: "0", count: width - number.count) + number
            links.append(try add(entry.row, named: "\(padded)-\(fileName(entry.row))", to: &files))
            guard files.count >= Self.filesAtOnce else { continue }
            try WholeFile.write(files)
            files.removeAll(keepingCapacity: true)
        }
        try WholeFile.write(files)
        try table.commit()
        return links
    }

    private func add(
        _ row: ScreenedCrystal, named name: String, to files: inout [WholeFile]
    ) throws -> [(label: String, path: String)] {
        guard let structure = try ledger.structure(at: row.entry) else {
            throw LedgerError.damaged("entry \(row.entry) has no structure")
        }
        let record = CrystalRecord(
            id: row.id, crystal: structure, source: Source(file: row.origin))
        var links = [(label: "CIF", path: "cif/\(name).cif")]
        files.append(WholeFile(path: "\(folder)/\(links[0].path)", text: try exports.cif(record)))
        guard ladder.rungs.last?.kind == .dftInputs else { return links }
        for file in try exports.dftInputs(record, row.quantities) {
            files.append(
                WholeFile(
                    path: "\(folder)/quantum-espresso/\(name)/\(file.name)", text: file.text,
                    isExecutable: file.isExecutable))
        }
        links.append(("Quantum ESPRESSO", "quantum-espresso/\(name)/"))
        return links
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
