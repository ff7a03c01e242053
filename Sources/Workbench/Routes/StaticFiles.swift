internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// The page's own files, and the two libraries of others that it draws with, where the system has them.
struct StaticFiles {
    private let pages: URL

    /// Debian's packages libjs-three, libjs-vega; other systems may name their own folder.
    static let libraries =
        ProcessInfo.processInfo.environment["KIMBERLITE_JAVASCRIPT"] ?? "/usr/share/javascript"

    init(_ settings: ServerSettings) {
        pages = settings.pages ?? Bundle.module.bundleURL.appending(path: "Pages")
    }

    /// Which folders are served is no news to whoever started the program.
    private static var silent: Logger {
        var logger = Logger(label: "files")
        logger.logLevel = .error
        return logger
    }

    func add(to router: Router<WorkbenchContext>) {
        for library in ["three", "vega"] {
            router.addMiddleware {
                files(in: "\(Self.libraries)/\(library)", at: "/libraries/\(library)")
            }
        }
        router.addMiddleware { files(in: pages.path, at: nil) }
    }

    /// Asked for again each time, and sent again only when changed: a newer program is seen at once.
    private func files(
        in folder: String, at base: String?
    ) -> FileMiddleware<WorkbenchContext, LocalFileSystem> {
        FileMiddleware(
            folder, urlBasePath: base,
            cacheControl: .init([(MediaType(type: .any), [.noCache])]),
            searchForIndexHtml: base == nil, logger: Self.silent)
    }
}
