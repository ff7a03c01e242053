internal import Foundation

/// What every response tells of itself (OPTIMADE 1.2, "JSON Response Schema: Common Fields").
struct ResponseMeta: Sendable {
    /// The part of the address behind the base URL.
    var representation: String
    var isMoreAvailable = false
    var dataReturned: Int?
    var dataAvailable: Int?
    var warnings: [String] = []

    func write(to json: inout JSONBuffer) {
        json.name("meta")
        json.object { json in
            json.name("query")
            json.object { json in
                json.name("representation")
                json.string(representation)
            }
            json.name("api_version")
            json.string(Specification.version)
            json.name("schema")
            json.string(Specification.schema)
            json.name("time_stamp")
            json.string(InternetTime.text(Int(Date.now.timeIntervalSince1970)))
            json.name("more_data_available")
            json.truth(isMoreAvailable)
            if let dataReturned {
                json.name("data_returned")
                json.integer(dataReturned)
            }
            if let dataAvailable {
                json.name("data_available")
                json.integer(dataAvailable)
            }
            json.raw(Self.provider)
            if !warnings.isEmpty { write(warnings: &json) }
        }
    }

    private func write(warnings json: inout JSONBuffer) {
        json.name("warnings")
        json.array { json in
            for (number, warning) in warnings.enumerated() {
                json.object { json in
                    json.name("type")
                    json.string("warning")
                    json.name("id")
                    json.string("\(number + 1)")
                    json.name("title")
                    json.string("Warning")
                    json.name("detail")
                    json.string(warning)
                }
            }
        }
    }

    /// The same in every response.
    private static let provider: [UInt8] = {
        var json = JSONBuffer()
        json.name("provider")
        json.object { json in
            json.name("name")
            json.string("Kimberlite")
            json.name("description")
            json.string("Crystals and predictions of a laboratory that runs Kimberlite")
            json.name("prefix")
            json.string(String(Specification.prefix.dropFirst().dropLast()))
        }
        json.name("implementation")
        json.object { json in
            json.name("name")
            json.string("Kimberlite")
        }
        return json.bytes
    }()
}
