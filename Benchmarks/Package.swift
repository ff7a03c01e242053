// swift-tools-version: 6.1

import PackageDescription

/// A package of its own, so that what it needs never reaches the program's users.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v14)],
    targets: [.executableTarget(name: "MainJob")],
    swiftLanguageModes: [.v6]
)
