public import Crystals

/// The mean absolute error of groups of crystals.
public struct GroupedErrors: Hashable, Sendable {
    public var groups: [Group]

    public struct Group: Hashable, Sendable {
        public var name: String
        public var count: Int
        public var error: Double
        public var standardError: Double

        fileprivate init(_ name: String, _ errors: [Double]) {
            let measure = RepeatedMeasure(errors.map(abs))
            (self.name, count) = (name, measure.count)
            (error, standardError) = (measure.mean, measure.standardError)
        }
    }

    /// By the number that `value` gives of a crystal, in classes that end at `ends` and above the last.
    ///
    /// - Parameter errors: [crystals] ŷ − y; NaN where that is not known.
    private init(_ values: [Int], errors: [Double], ends: [Int]) {
        precondition(
            values.count == errors.count, "\(values.count) crystals, \(errors.count) errors")
        let classes = zip([0] + ends, ends.map(Optional.init) + [nil])
        groups = classes.compactMap { last, end in
            let name = end.map { $0 == last + 1 ? "\($0)" : "\(last + 1)–\($0)" } ?? "> \(last)"
            let members = zip(values, errors).filter { value, error in
                value > last && end.map { value <= $0 } != false && error.isFinite
            }
            return members.isEmpty ? nil : Group(name, members.map(\.1))
        }
    }

    /// By sites in the cell.
    public static func bySites(_ sites: [Int], errors: [Double]) -> GroupedErrors {
        GroupedErrors(sites, errors: errors, ends: [2, 5, 10, 20, 40, 80])
    }

    public static func byElements(_ elements: [Int], errors: [Double]) -> GroupedErrors {
        GroupedErrors(elements, errors: errors, ends: [1, 2, 3, 4])
    }
}

/// The mean absolute error of the crystals that hold an element.
public struct ElementError: Hashable, Sendable {
    public var element: Element
    /// Crystals that hold it and whose truth is known.
    public var count: Int
    public var error: Double

    /// Of every element that is there, by atomic number.
    ///
    /// - Parameter errors: [crystals] ŷ − y.
    public static func all(_ elements: [Set<Element>], errors: [Double]) -> [ElementError] {
        var sums: [Element: (count: Int, sum: Double)] = [:]
        for (members, error) in zip(elements, errors) where error.isFinite {
            for element in members {
                sums[element, default: (0, 0)].count += 1
                sums[element, default: (0, 0)].sum += abs(error)
            }
        }
        return sums.sorted { $0.key < $1.key }.map { element, sum in
            ElementError(
                element: element, count: sum.count, error: sum.sum / Double(sum.count))
        }
    }
}
