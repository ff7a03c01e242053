internal import Crystals
internal import Discovery
internal import Foundation

/// The folder of a diagnosis: the page, every figure as SVG, every table as CSV.
struct DiagnosisFolder {
    let path: String

    /// - Throws: Where the results would become inputs of their own, or a file stands in the folder's place.
    init(_ path: String, besides inputs: [String]) throws {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        try DiscoveryFolder.check(self.path, besides: inputs, store: nil)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: self.path, isDirectory: &isFolder),
            !isFolder.boolValue
        {
            throw CommandFailure("\(path) is a file, and a diagnosis is a folder; name another")
        }
    }

    var page: String { "\(path)/report.html" }
    var depths: String { "\(path)/depth" }

    /// - Parameter places: no input gives way to a result.
    func write(_ diagnosis: ModelDiagnosis, besides places: InputPlaces) throws {
        let sections = diagnosis.sections
        var files = [("report.html", DiagnosisPage(diagnosis, sections: sections).html)]
        for figure in sections.flatMap(\.figures) {
            files.append((figure.name + ".svg", figure.file))
            if let csv = figure.csv { files.append((figure.name + ".csv", csv)) }
        }
        for table in diagnosis.tables { files.append((table.name + ".csv", table.csv)) }
        for (name, _) in files { try places.check("\(path)/\(name)") }
        for (name, text) in files { try OutputFile.write(text, to: "\(path)/\(name)") }
    }
}
