internal import Foundation
public import Crystals

/// Everything needed to calculate one crystal with Quantum ESPRESSO: a folder of inputs, a script
/// that runs them, and a page that says what they are.
public struct QuantumEspressoJob: Sendable {
    /// A file of the folder.
    public struct File: Hashable, Sendable {
        public var name: String
        public var text: String
        public var isExecutable: Bool
    }

    /// As the user knows the crystal.
    public let name: String
    public let input: PlaneWaveInput

    /// - Parameters:
    ///   - name: as the user knows the crystal; any text.
    ///   - crystal: ordered; the smaller the cell, the faster, so a primitive one is wanted.
    ///   - settings: ``PlaneWaveSettings/suggested(for:bandGap:)`` without a gap unless given.
    /// - Throws: ``QuantumEspressoError`` with the reason.
    public init(
        name: String, crystal: Crystal, settings: PlaneWaveSettings? = nil
    ) throws(QuantumEspressoError) {
        self.name = name
        let settings = settings ?? .suggested(for: crystal, bandGap: nil)
        input = try PlaneWaveInput(crystal, settings: settings, prefix: Self.folderName(name))
    }

    /// A name that any file system takes, also the prefix of the calculation's files: letters,
    /// digits, `.`, `_`, `-` kept, anything else made `_`; at most 60 characters.
    public static func folderName(_ name: String) -> String {
        let kept = name.unicodeScalars.prefix(60).map { scalar -> Character in
            let isKept =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "._-".unicodeScalars.contains(scalar))
            return isKept ? Character(scalar) : "_"
        }
        let text = String(kept)
        // "", "." and ".." name no folder, and a leading dash looks like an option.
        return text.first.map { $0 == "." || $0 == "-" } ?? true ? "crystal" + text : text
    }

    /// The files, in the order they are used.
    public var files: [File] {
        let phonons = PhononInput(
            prefix: input.prefix, isInsulator: input.settings.occupations == .fixed)
        let script = RunScript(pseudopotentials: input.pseudopotentials)
        return [
            File(name: "README.md", text: readme, isExecutable: false),
            File(name: "run.sh", text: script.text, isExecutable: true),
            File(name: "relax.in", text: input.text(.relaxation), isExecutable: false),
            File(name: "scf.in", text: input.text(.groundState), isExecutable: false),
            File(name: "phonon.in", text: phonons.phonons, isExecutable: false),
            File(name: "dynmat.in", text: phonons.frequencies, isExecutable: false),
        ]
    }

    /// Pseudopotentials that the user has to find, as Debian has none for PBE.
    public var absentPseudopotentials: [Pseudopotential] {
        input.pseudopotentials.filter { !$0.isInDebian }
    }

    /// Writes the folder `folder`/``PlaneWaveInput/prefix``, each file whole or not at all.
    ///
    /// - Returns: the path of the folder.
    /// - Throws: ``FileError``.
    @discardableResult
    public func write(into folder: String) throws(FileError) -> String {
        let place = folder.isEmpty ? input.prefix : folder + "/" + input.prefix
        for file in files {
            let path = place + "/" + file.name
            try OutputFile.write(file.text, to: path)
            guard file.isExecutable else { continue }
            do {
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: path)
            } catch {
                throw FileError(path: path, operation: "make executable", reason: "\(error)")
            }
        }
        return place
    }
}
