// swift-tools-version: 6.1

import PackageDescription

/// Every file says what it imports and what it shows (Documents/Architecture.md).
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

func product(_ name: String, _ package: String) -> Target.Dependency {
    .product(name: name, package: package)
}

let package = Package(
    name: "Kimberlite",
    platforms: [.macOS(.v14)],
    products: [
        .executable(name: "kimberlite", targets: ["kimberlite"]),
        .library(
            name: "Kimberlite",
            targets: [
                "Crystals", "Tensors", "Physics", "Learning", "Discovery", "Engines", "Store",
                "Practicals", "OPTIMADE",
            ]),
        // What Benchmarks measures from inside; it needs no package besides.
        .library(
            name: "KimberliteLearning", targets: ["CKernels", "Crystals", "Tensors", "Learning"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Without the trait that reads settings of the environment: the command line has them.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1",
            traits: ["FullFoundation"]),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        // Thin doors to C and C++.
        .systemLibrary(
            name: "CSpglib", pkgConfig: "spglib",
            providers: [.apt(["libsymspg-dev"]), .brew(["spglib"])]),
        .systemLibrary(
            name: "COpenBLAS", pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
        .target(name: "CGemmi"),
        .target(name: "CKernels"),

        // The product, from the bottom up.
        .target(
            name: "Crystals", dependencies: ["CGemmi", "COpenSSL", "CSpglib", "CZlib"],
            swiftSettings: strict),
        .target(name: "Tensors", dependencies: ["COpenBLAS", "CKernels"], swiftSettings: strict),
        .target(name: "Physics", dependencies: ["Crystals"], swiftSettings: strict),
        .target(
            name: "Learning", dependencies: ["Crystals", "Tensors"], swiftSettings: strict),
        .target(
            name: "Discovery",
            dependencies: ["Crystals", "Tensors", "Physics", "Learning", product("Yams", "Yams")],
            swiftSettings: strict),
        .target(name: "Engines", dependencies: ["Crystals", "Physics"], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: ["Crystals", "Discovery", product("GRDB", "GRDB.swift")],
            swiftSettings: strict),
        .target(
            name: "Practicals",
            dependencies: ["Crystals", "Tensors", "Physics", "Learning", "Discovery", "Engines"],
            swiftSettings: strict),
        .target(
            name: "OPTIMADE",
            dependencies: [
                "Crystals", "Discovery", "Store",
                product("AsyncHTTPClient", "async-http-client"), product("NIOCore", "swift-nio"),
                product("NIOHTTP1", "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Workbench",
            dependencies: [
                "Crystals", "Learning", "Discovery", "Store", "Practicals", "OPTIMADE",
                product("Hummingbird", "hummingbird"), product("HummingbirdCore", "hummingbird"),
                product("HTTPTypes", "swift-http-types"),
                product("Logging", "swift-log"), product("NIOCore", "swift-nio"),
                product("NIOHTTP1", "swift-nio"),
            ],
            resources: [.copy("Pages")], swiftSettings: strict),
        .executableTarget(
            name: "kimberlite",
            dependencies: [
                "Crystals", "Physics", "Learning", "Tensors", "Discovery", "Engines", "Store",
                "Workbench", "OPTIMADE",
                product("ArgumentParser", "swift-argument-parser"), product("Yams", "Yams"),
            ],
            swiftSettings: strict),

        // Tests: contracts in TestKit, one folder for each target.
        .target(
            name: "TestKit", dependencies: ["Crystals", "Tensors", "Learning", "Discovery"],
            path: "Tests/TestKit", swiftSettings: strict),
        // A screening without networks, and as a process that a test may kill.
        .target(
            name: "ScreeningFixtures", dependencies: ["Crystals", "Learning", "Discovery"],
            path: "Tests/ScreeningFixtures", swiftSettings: strict),
        .executableTarget(
            name: "ScreeningProcess",
            dependencies: ["Crystals", "Discovery", "Store", "ScreeningFixtures"],
            path: "Tests/ScreeningProcess", swiftSettings: strict),
        .testTarget(
            name: "CrystalsTests", dependencies: ["Crystals", "TestKit"], swiftSettings: strict),
        .testTarget(
            name: "TensorsTests", dependencies: ["Tensors", "CKernels", "Crystals", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "PhysicsTests", dependencies: ["Physics", "Crystals", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "LearningTests", dependencies: ["Learning", "Crystals", "Tensors", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "DiscoveryTests",
            dependencies: [
                "Discovery", "Learning", "Physics", "Crystals", "TestKit", "ScreeningFixtures",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EnginesTests", dependencies: ["Engines", "Crystals", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Store", "Discovery", "Learning", "Crystals", "TestKit", "ScreeningFixtures",
                "ScreeningProcess", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PracticalsTests",
            dependencies: [
                "Practicals", "Crystals", "Tensors", "Physics", "Learning", "Discovery", "TestKit",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "OPTIMADETests",
            dependencies: [
                "OPTIMADE", "Store", "Discovery", "Crystals", "TestKit",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WorkbenchTests",
            dependencies: [
                "Workbench", "Practicals", "Store", "Discovery", "Crystals", "TestKit",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                product("HTTPTypes", "swift-http-types"), product("NIOCore", "swift-nio"),
                product("NIOEmbedded", "swift-nio"),
            ],
            swiftSettings: strict),
        // The page in a browser, where one is installed.
        .testTarget(
            name: "BrowserTests",
            dependencies: [
                "Crystals", "Practicals", "TestKit",
                product("AsyncHTTPClient", "async-http-client"), product("NIOCore", "swift-nio"),
                product("NIOHTTP1", "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["Crystals", "TestKit"], swiftSettings: strict),
        // The laboratory as a process: hostile clients, and what a kill leaves.
        .testTarget(name: "ServeTests", dependencies: ["TestKit"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
