internal import COpenSSL
public import Foundation

/// SHA-256 of contents, as results and models name the files that they came from.
public enum ContentHash {
    /// Hexadecimal, lower case.
    public static func sha256(_ data: Data) -> String { sha256(parts: CollectionOfOne(data)) }

    /// Hexadecimal, of the parts one behind the other.
    public static func sha256(parts: some Sequence<Data>) -> String {
        let hasher = Hasher()
        for part in parts { part.withUnsafeBytes { hasher.add($0) } }
        return hasher.finish()
    }

    /// Of a file as it lies on the disk (compressed, if it is), read in pieces.
    ///
    /// - Throws: ``FileError`` where it cannot be read.
    public static func sha256(ofFile path: String) throws(FileError) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw FileError(path: path, operation: "read", reason: "it cannot be opened")
        }
        let hasher = Hasher()
        do {
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                piece.withUnsafeBytes { hasher.add($0) }
            }
        } catch {
            throw FileError(path: path, operation: "read", reason: "\(error)")
        }
        return hasher.finish()
    }

    private final class Hasher {
        private let context = EVP_MD_CTX_new()

        init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

        deinit { EVP_MD_CTX_free(context) }

        func add(_ bytes: UnsafeRawBufferPointer) {
            EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        }

        func finish() -> String {
            var digest = [UInt8](repeating: 0, count: 32)
            EVP_DigestFinal_ex(context, &digest, nil)
            return digest.map { String(format: "%02x", $0) }.joined()
        }
    }
}
