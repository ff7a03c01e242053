internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// So many requests at once may do what takes time or memory; the next is told to come again.
final class Places: Sendable {
    private let count: Int
    private let taken = Atomic<Int>(0)

    init(_ count: Int) { self.count = count }

    /// A place, which is free again when nobody holds it any more.
    ///
    /// - Throws: ``Refusal`` where all are taken.
    func take() throws(Refusal) -> Place {
        let place = Place(of: self)
        guard taken.load(ordering: .relaxed) <= count else {
            throw Refusal(
                .serviceUnavailable, "the laboratory is busy; try again in a moment",
                headers: [.retryAfter: "1"])
        }
        return place
    }

    final class Place: Sendable {
        private let places: Places

        fileprivate init(of places: Places) {
            self.places = places
            places.taken.wrappingAdd(1, ordering: .relaxed)
        }

        deinit { places.taken.wrappingSubtract(1, ordering: .relaxed) }
    }
}
