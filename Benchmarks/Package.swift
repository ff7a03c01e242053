// swift-tools-version: 6.1

import PackageDescription

/// A package of its own, so that what it needs never reaches the program's users.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v14)],
    dependencies: [.package(name: "Kimberlite", path: "..")],
    targets: [
        // Runs everything, the program and its peers, and writes the tables.
        .executableTarget(name: "Comparison"),
        // The program's own parts, as one more contender.
        .executableTarget(
            name: "Contender",
            dependencies: [.product(name: "KimberliteLearning", package: "Kimberlite")]),
    ],
    swiftLanguageModes: [.v6]
)
