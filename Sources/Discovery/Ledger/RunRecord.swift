public import Learning

/// All that decides the outcome of a run, so that it can be repeated and safely continued.
///
/// Neither times nor the output folder are part of it: the same record gives the same bytes.
public struct RunRecord: Codable, Hashable, Sendable {
    /// What a user would type to get this run again, without the output folder and threads.
    public var command: String
    /// Version of the program.
    public var version: String
    /// Seed of the hypothetical crystals; nil where crystals were given.
    public var seed: UInt64?
    /// Number of hypothetical crystals; nil where crystals were given.
    public var budget: Int?
    /// Cells with more sites are rejected; nil for hypothetical crystals, which all are small.
    public var maximumSites: Int?
    public var models: [Model]
    public var inputs: [Input]
    /// The ladder as YAML.
    public var ladder: String
    /// What computed the predictions. A run may be gone on with by another processor, though not to
    /// the same bits, so it is not compared. nil in stores of versions that did not record it.
    public var arithmetic: ArithmeticHistory?

    public init(
        command: String, version: String, seed: UInt64? = nil, budget: Int? = nil,
        maximumSites: Int? = nil, models: [Model], inputs: [Input] = [], ladder: String,
        arithmetic: ArithmeticHistory? = nil
    ) {
        (self.command, self.version) = (command, version)
        (self.seed, self.budget, self.maximumSites) = (seed, budget, maximumSites)
        (self.models, self.inputs, self.ladder) = (models, inputs, ladder)
        self.arithmetic = arithmetic
    }

    /// A model by what it predicts and the SHA-256 of its file.
    public struct Model: Codable, Hashable, Sendable {
        public var predicts: String
        public var fingerprint: String

        public init(predicts: String, fingerprint: String) {
            (self.predicts, self.fingerprint) = (predicts, fingerprint)
        }
    }

    /// An input as it was given, with the size and SHA-256 of what it held.
    public struct Input: Codable, Hashable, Sendable {
        public var name: String
        public var files: Int
        public var bytes: Int
        /// Hexadecimal; of all the files in order. Empty where they can be read only once, as
        /// standard input.
        public var digest: String

        public init(name: String, files: Int, bytes: Int, digest: String) {
            (self.name, self.files, self.bytes, self.digest) = (name, files, bytes, digest)
        }
    }

    /// This record, of a run that `earlier` began.
    func continuing(_ earlier: RunRecord) -> RunRecord {
        var record = self
        record.arithmetic = arithmetic?.continuing(earlier.arithmetic) ?? earlier.arithmetic
        return record
    }

    /// What differs between this run and `other`, each as a phrase; empty if nothing does.
    ///
    /// The command is not compared: what it says stands in the other fields. Nor is the arithmetic.
    public func differences(from other: RunRecord) -> [String] {
        var found: [String] = []
        func compare<Value: Equatable>(_ mine: Value, _ its: Value, _ phrase: String) {
            if mine != its { found.append(phrase) }
        }
        compare(version, other.version, "version \(other.version) made it, this is \(version)")
        compare(seed, other.seed, "its seed is \(Self.text(other.seed)), not \(Self.text(seed))")
        compare(
            budget, other.budget,
            "its budget is \(Self.text(other.budget)), not \(Self.text(budget))")
        compare(
            maximumSites, other.maximumSites,
            "its --max-sites is \(Self.text(other.maximumSites)), not \(Self.text(maximumSites))")
        compare(models, other.models, "its models are not the same")
        compare(
            inputs.map(\.name), other.inputs.map(\.name),
            "its inputs are \(Self.list(other.inputs)), not \(Self.list(inputs))")
        for (mine, its) in zip(inputs, other.inputs) where mine.name == its.name {
            compare(mine, its, "the contents of \(mine.name) have changed")
            if mine.digest.isEmpty || its.digest.isEmpty {
                found.append("what \(mine.name) held then cannot be compared with what it holds")
            }
        }
        compare(ladder, other.ladder, "its ladder (rungs, budgets or filters) is not the same")
        return found
    }

    private static func text(_ value: (some CustomStringConvertible)?) -> String {
        value?.description ?? "none"
    }

    private static func list(_ inputs: [Input]) -> String {
        inputs.isEmpty ? "none" : inputs.map(\.name).joined(separator: ", ")
    }
}

/// A folder holds a run that the present command would not continue but contradict.
public struct RunMismatch: Error, Hashable, CustomStringConvertible {
    public var differences: [String]

    public init(differences: [String]) { self.differences = differences }

    public var description: String {
        "the output folder holds another run: \(differences.joined(separator: "; ")). "
            + "Give another folder with -o, or add --restart to begin anew there."
    }
}
