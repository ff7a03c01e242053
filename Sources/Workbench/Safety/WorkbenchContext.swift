internal import Hummingbird
internal import NIOCore

/// What is known of a request besides itself.
struct WorkbenchContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address at the other end; empty in tests without a socket.
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
