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

    /// - Throws: ``LaboratoryFailure`` where the page is not with the program.
    init(_ settings: ServerSettings) throws {
        guard let folder = settings.pages ?? Self.folder else {
            throw LaboratoryFailure(
                "the page is not where the program is: copy Kimberlite_Workbench.resources beside it, or "
                    + "its folder Pages to share/kimberlite beside the program's folder")
        }
        pages = folder
    }

    /// Beside the program as it was built, or installed in `share/kimberlite` beside its folder. A program that runs
    /// tests stands below the folder of the build.
    private static var folder: URL? {
        let programs = [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
        let places = programs.compactMap { $0?.resolvingSymlinksInPath() }.flatMap { program in
            var folder = program.deletingLastPathComponent()
            var places = [folder.appending(path: "../share/kimberlite/Pages").standardizedFileURL]
            for _ in 0..<5 {
                places.append(folder.appending(path: "Kimberlite_Workbench.resources/Pages"))
                folder.deleteLastPathComponent()
            }
            return places
        }
        return places.first { folder in
            FileManager.default.fileExists(atPath: folder.appending(path: "index.html").path)
        }
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
