/// `/info` and `/info/structures`.
enum InfoResponse {
    /// - Parameter base: the unversioned base URL.
    static func base(_ base: String, to json: inout JSONBuffer) {
        json.name("data")
        json.object { json in
            json.name("type")
            json.string("info")
            json.name("id")
            json.string("/")
            json.name("attributes")
            json.object { json in attributes(base, to: &json) }
        }
    }

    private static func attributes(_ base: String, to json: inout JSONBuffer) {
        json.name("api_version")
        json.string(Specification.version)
        json.name("available_api_versions")
        json.array { json in
            for version in Specification.versions {
                json.object { json in
                    json.name("url")
                    json.string("\(base)/\(version)/")
                    json.name("version")
                    json.string(Specification.version)
                }
            }
        }
        json.name("formats")
        json.strings(["json"])
        json.name("entry_types_by_format")
        json.object { json in
            json.name("json")
            json.strings(["structures"])
        }
        json.name("available_endpoints")
        json.strings(["info", "links", "structures"])
        json.name("is_index")
        json.truth(false)
        // Whoever made the stores decides.
        json.name("license")
        json.null()
        json.name("available_licenses")
        json.null()
    }

    static func structures(_ fields: [StructureField], to json: inout JSONBuffer) {
        json.name("data")
        json.object { json in
            json.name("type")
            json.string("info")
            json.name("id")
            json.string("structures")
            json.name("description")
            json.string("Crystals with what is known and predicted of them")
            json.name("formats")
            json.strings(["json"])
            json.name("properties")
            json.object { json in
                for field in fields {
                    json.name(written: JSONBuffer.named(field.name))
                    PropertyDefinition(field).write(to: &json)
                }
            }
            json.name("output_fields_by_format")
            json.object { json in
                json.name("json")
                json.strings(fields.map(\.name))
            }
        }
    }
}
