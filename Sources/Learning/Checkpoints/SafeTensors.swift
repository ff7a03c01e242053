public import Foundation
public import Tensors

/// A file of named Float tensors with a string dictionary in its header.
///
/// The format (huggingface/safetensors): a little-endian 64-bit length, that many bytes of JSON
/// giving type, shape and byte range of each tensor and a `__metadata__` of strings, then the bytes.
public struct SafeTensors: Sendable {
    /// In the order of the file's bytes.
    public var tensors: [(name: String, tensor: Tensor)]
    public var metadata: [String: String]

    public init(tensors: [(name: String, tensor: Tensor)], metadata: [String: String]) {
        (self.tensors, self.metadata) = (tensors, metadata)
    }

    public subscript(name: String) -> Tensor? { tensors.first { $0.name == name }?.tensor }

    /// What is wrong with a file.
    public enum Failure: Error, CustomStringConvertible {
        case notSafeTensors(String)

        public var description: String {
            switch self {
            case .notSafeTensors(let why): "not a safetensors file: \(why)"
            }
        }
    }

    // MARK: Writing

    /// The bytes of the file: header padded to eight bytes, then every tensor, little-endian.
    public func encoded() throws -> Data {
        var entries: [String: Any] = metadata.isEmpty ? [:] : ["__metadata__": metadata]
        var start = 0
        for (name, tensor) in tensors {
            let end = start + 4 * tensor.count
            entries[name] =
                [
                    "dtype": "F32", "shape": tensor.shape, "data_offsets": [start, end],
                ] as [String: Any]
            start = end
        }
        var header = try JSONSerialization.data(withJSONObject: entries, options: [.sortedKeys])
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        var file = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
        file.append(header)
        for (_, tensor) in tensors {
            for x in tensor.scalars {
                withUnsafeBytes(of: x.bitPattern.littleEndian) { file.append(contentsOf: $0) }
            }
        }
        return file
    }

    // MARK: Reading

    public init(decoding file: Data) throws {
        guard file.count >= 8 else { throw Failure.notSafeTensors("\(file.count) bytes") }
        let length = file.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= file.count - 8 else {
            throw Failure.notSafeTensors("its header should have \(length) bytes")
        }
        let body = file.dropFirst(8)
        let header = try? JSONSerialization.jsonObject(with: Data(body.prefix(Int(length))))
        guard let entries = header as? [String: Any] else {
            throw Failure.notSafeTensors("the header is not a JSON object")
        }
        metadata = entries["__metadata__"] as? [String: String] ?? [:]
        let bytes = [UInt8](body.dropFirst(Int(length)))
        tensors = try entries.filter { $0.key != "__metadata__" }
            .map { try Self.entry($0.key, $0.value, bytes) }
            .sorted { $0.start < $1.start }
            .map { ($0.name, $0.tensor) }
    }

    /// The product of the extents; nil where it is too large for any file.
    private static func count(of shape: [Int]) -> Int? {
        shape.reduce(Int?.some(1)) { count, extent in
            guard let (product, overflow) = count?.multipliedReportingOverflow(by: extent),
                !overflow
            else { return nil }
            return product
        }
    }

    private static func entry(
        _ name: String, _ value: Any, _ bytes: [UInt8]
    ) throws -> (start: Int, name: String, tensor: Tensor) {
        guard let fields = value as? [String: Any], fields["dtype"] as? String == "F32",
            let shape = fields["shape"] as? [Int],
            shape.allSatisfy({ $0 >= 0 }), let count = Self.count(of: shape),
            count <= bytes.count / 4,
            let offsets = fields["data_offsets"] as? [Int], offsets.count == 2,
            offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= bytes.count,
            offsets[1] - offsets[0] == 4 * count
        else { throw Failure.notSafeTensors("tensor \(name) has a wrong or unsupported entry") }
        let scalars = stride(from: offsets[0], to: offsets[1], by: 4).map { i in
            Float(
                bitPattern: UInt32(bytes[i]) | UInt32(bytes[i + 1]) << 8
                    | UInt32(bytes[i + 2]) << 16 | UInt32(bytes[i + 3]) << 24)
        }
        return (offsets[0], name, Tensor(scalars, shape: shape))
    }
}
