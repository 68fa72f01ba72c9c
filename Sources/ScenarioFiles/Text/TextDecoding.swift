import Foundation

/// A file's text as UTF-8 without a byte-order mark, from UTF-8 or else GB18030.
///
/// - Returns: nil where the bytes are neither.
func decodedText(_ bytes: [UInt8]) -> [UInt8]? {
    if String(validating: bytes, as: UTF8.self) != nil { return withoutMark(bytes) }
    guard hasFormOfGB18030(bytes) else { return nil }
    // kCFStringEncodingGB_18030_2000, as an encoding that Foundation has no name for.
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    guard let text = String(data: Data(bytes), encoding: encoding) else { return nil }
    return Array(text.utf8)
}

private func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
}

/// Whether the bytes fall into characters of one, two or four bytes as GB18030 lays them out.
///
/// Converters that know only older standards let a lone 0x80 pass as a euro sign.
private func hasFormOfGB18030(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
        let lead = bytes[index]
        if lead < 0x80 {
            index += 1
            continue
        }
        guard lead != 0x80, lead != 0xFF, index + 1 < bytes.count else { return false }
        index += Byte.isDigit(bytes[index + 1]) ? 4 : 2
    }
    return index == bytes.count
}
