/// `/links`: this database is the only one of its provider, and so its root.
enum LinksResponse {
    /// - Parameter base: the unversioned base URL.
    static func write(_ base: String, to json: inout JSONBuffer) {
        json.name("data")
        json.array { json in
            json.object { json in
                json.name("type")
                json.string("links")
                json.name("id")
                json.string("kimberlite")
                json.name("attributes")
                json.object { json in attributes(base, to: &json) }
            }
        }
    }

    private static func attributes(_ base: String, to json: inout JSONBuffer) {
        json.name("name")
        json.string("Kimberlite")
        json.name("description")
        json.string("Crystals and predictions of a laboratory that runs Kimberlite")
        json.name("base_url")
        json.string(base)
        json.name("homepage")
        json.null()
        json.name("link_type")
        json.string("root")
    }
}
