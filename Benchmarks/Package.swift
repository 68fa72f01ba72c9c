// swift-tools-version: 6.2
import PackageDescription

/// Programs that measure the library; a package of its own, so that users of Paidan never build it.
let package = Package(
    name: "paidan-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "paidan", path: "..")
    ],
    targets: [
        .executableTarget(
            name: "paidan-toptw",
            dependencies: [.product(name: "Paidan", package: "paidan")],
            path: "Sources/paidan-toptw",
            swiftSettings: [.swiftLanguageMode(.v6)]
        )
    ]
)
