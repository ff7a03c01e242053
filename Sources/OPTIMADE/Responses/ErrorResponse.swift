/// Errors as the standard wants them.
public enum ErrorResponse {
    /// - Parameters:
    ///   - status: HTTP's.
    ///   - title: a word or two, the same for all errors of a kind.
    ///   - detail: what, where, what to do.
    ///   - representation: the part of the address behind the base URL.
    public static func json(
        status: Int, title: String, detail: String, representation: String
    ) -> [UInt8] {
        var json = JSONBuffer(capacity: 1024)
        json.object { json in
            ResponseMeta(representation: representation).write(to: &json)
            json.name("errors")
            json.array { json in
                json.object { json in
                    json.name("status")
                    json.string("\(status)")
                    json.name("title")
                    json.string(title)
                    json.name("detail")
                    json.string(detail)
                }
            }
        }
        return json.bytes
    }
}
