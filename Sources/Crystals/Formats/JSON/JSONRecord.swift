/// A crystal from a JSON object of any of the three shapes: a line of our own, pymatgen, OPTIMADE.
enum JSONRecord {
    /// The record that `text`, one whole JSON value, holds.
    static func parse(_ text: [UInt8], place: String?) -> ParsedRecord {
        do {
            return parse(try JSONValue(parsing: text).object(), place: place)
        } catch {
            return ParsedRecord(place: place, content: .failure(finding(error, in: text)))
        }
    }

    static func parse(_ object: JSONObject, place: String?) -> ParsedRecord {
        let id = (try? id(of: object)) ?? nil
        do {
            return ParsedRecord(place: place, id: id, content: .success(try crystal(object)))
        } catch let finding as Finding {
            return ParsedRecord(place: place, id: id, content: .failure(finding))
        } catch let failure as JSONValue.Failure {
            return ParsedRecord(place: place, id: id, content: .failure(finding(failure)))
        } catch {
            let finding = Finding(.syntaxError, "\(error)")
            return ParsedRecord(place: place, id: id, content: .failure(finding))
        }
    }

    /// What a failure of the text means to the reader of a tally.
    static func finding(_ failure: JSONValue.Failure, in text: [UInt8] = []) -> Finding {
        if failure.isEnd {
            return Finding(
                .truncated,
                "the JSON text ends early, where \(failure.expected) should follow; "
                    + "write or download it again")
        }
        let near = String(decoding: text.dropFirst(failure.offset).prefix(12), as: UTF8.self)
        let found = near.isEmpty ? "" : ", not \"\(near.filter { !$0.isNewline })\""
        return Finding(
            .syntaxError,
            "the JSON text should have \(failure.expected) at byte \(failure.offset + 1)\(found); "
                + "correct it")
    }

    private static func crystal(_ object: JSONObject) throws -> ParsedCrystal {
        if let attributes = object["attributes"], attributes.kind == .object {
            return try OptimadeJSON.crystal(try attributes.object())
        }
        if object["lattice_vectors"] != nil || object["cartesian_site_positions"] != nil {
            return try OptimadeJSON.crystal(object)
        }
        if let structure = object["structure"], structure.kind == .object {
            var crystal = try PymatgenJSON.crystal(try structure.object())
            crystal.labels = labels(object, except: ["structure"] + names)
            return crystal
        }
        if let sites = object["sites"], try isPymatgen(object, sites: sites) {
            return try PymatgenJSON.crystal(object)
        }
        return try JSONLines.crystal(object)
    }

    private static func isPymatgen(_ object: JSONObject, sites: JSONValue) throws -> Bool {
        if object["@class"] != nil || object["lattice"]?.kind == .object { return true }
        guard object["frac"] == nil, sites.kind == .array else { return false }
        guard let first = try sites.array().first, first.kind == .object else { return false }
        return try first.object()["species"] != nil
    }

    private static func id(of object: JSONObject) throws -> String? {
        for name in names {
            guard let value = object[name] else { continue }
            if value.kind == .string { return try value.string() }
            if value.kind == .number { return String(decoding: try value.text(), as: UTF8.self) }
        }
        return nil
    }

    /// The names that records carry their own name under.
    private static let names = ["id", "material_id", "task_id", "_id", "jid", "name"]

    /// Every member that is not one of `known`, as a property that it may be.
    static func labels(_ object: JSONObject, except known: [String]) -> [ParsedLabel] {
        object.members.compactMap { name, value in
            known.contains(name) ? nil : label(name, value)
        }
    }

    static func label(_ name: String, _ value: JSONValue) -> ParsedLabel {
        switch value.kind {
        case .number: ParsedLabel(name, .number((try? value.number()) ?? .nan))
        case .string: ParsedLabel(name, .text((try? value.string()) ?? ""))
        case .truth: ParsedLabel(name, .truth(((try? value.text()) ?? []) == Array("true".utf8)))
        case .null: ParsedLabel(name, .null)
        case .array:
            ParsedLabel(name, (try? value.numbers()).map { .numbers($0) } ?? .compound)
        case .object: ParsedLabel(name, .compound)
        }
    }
}

extension JSONObject {
    /// The member `name`.
    ///
    /// - Throws: `missing-field` with the members that are there.
    func required(_ name: String) throws(Finding) -> JSONValue {
        if let value = self[name] { return value }
        let there = members.prefix(12).map { "\"\($0.name)\"" }.joined(separator: ", ")
        throw Finding(
            .missingField,
            "the record has no \"\(name)\" (it has \(there.isEmpty ? "nothing" : there)); add it")
    }
}
