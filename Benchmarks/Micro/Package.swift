// swift-tools-version: 6.2
import PackageDescription

/// Micro-benchmarks of the hot parts; a package of its own, so that nothing else needs their library.
let package = Package(
    name: "paidan-micro",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "paidan", path: "../.."),
        // Without traits: they intercept every allocation, which would cost time of its own.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "PaidanMicro",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "Paidan", package: "paidan"),
            ],
            path: "Benchmarks/PaidanMicro",
            swiftSettings: [.swiftLanguageMode(.v6)],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        )
    ]
)
