/// Why a request is not answered, with the HTTP status that the standard has for it.
struct OptimadeError: Error, Hashable {
    var status: Int
    var title: String
    /// For whoever sent it: what, where, what to do.
    var detail: String

    static func badRequest(_ detail: String) -> OptimadeError {
        OptimadeError(status: 400, title: "Bad Request", detail: detail)
    }

    static func forbidden(_ detail: String) -> OptimadeError {
        OptimadeError(status: 403, title: "Forbidden", detail: detail)
    }

    static func notFound(_ detail: String) -> OptimadeError {
        OptimadeError(status: 404, title: "Not Found", detail: detail)
    }

    /// For optional parts of the standard, and for values of another type than the property's.
    static func notImplemented(_ detail: String) -> OptimadeError {
        OptimadeError(status: 501, title: "Not Implemented", detail: detail)
    }

    static func versionNotSupported(_ detail: String) -> OptimadeError {
        OptimadeError(status: 553, title: "Version Not Supported", detail: detail)
    }
}
