import Crypto

/// SHA-256 digests, as lower-case hexadecimal text.
enum Fingerprint {
    /// The digest of some bytes.
    static func ofBytes(_ bytes: [UInt8]) -> String { text(of: SHA256.hash(data: bytes)) }

    /// One digest of several named files: of their names, lengths and bytes, in the order of names.
    static func ofFiles(_ files: [(name: String, bytes: [UInt8])]) -> String {
        var hash = SHA256()
        let ordered = files.sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        for file in ordered {
            // The length keeps two files from being taken for one that holds both.
            hash.update(data: Array("\(file.name)\u{0}\(file.bytes.count)\u{0}".utf8))
            hash.update(data: file.bytes)
        }
        return text(of: hash.finalize())
    }

    private static func text(of digest: SHA256.Digest) -> String {
        digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
