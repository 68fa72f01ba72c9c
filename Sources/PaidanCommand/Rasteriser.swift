import Foundation

/// Makes PNG of SVG by a program that is made for it, `rsvg-convert`.
struct Rasteriser {
    /// Why there is no picture.
    struct Failure: Error {
        let reason: String
    }

    /// Dots in the width of a picture: sharp on a slide.
    private static let width = 2000

    private let program: String?

    /// Looks for the program in folders separated by colons.
    init(searchPath: String) {
        program = searchPath.split(separator: ":").map { "\($0)/rsvg-convert" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The picture of a drawing.
    func picture(of drawing: [UInt8]) throws(Failure) -> [UInt8] {
        guard let program else { throw Failure(reason: "rsvg-convert") }
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "paidan-\(UUID().uuidString)")
        let source = folder.appending(path: "drawing.svg")
        let target = folder.appending(path: "drawing.png")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(drawing).write(to: source)
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = [
                "--width", "\(Rasteriser.width)", "--keep-aspect-ratio",
                "--output", target.path(percentEncoded: false),
                source.path(percentEncoded: false),
            ]
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return Array(try Data(contentsOf: target))
        } catch {
            throw Failure(reason: program)
        }
    }
}
