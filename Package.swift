// swift-tools-version: 6.2
import PackageDescription

/// `PAIDAN_STRICT=1` (continuous integration) turns every warning of our own targets into an error.
let strict: [SwiftSetting] =
    Context.environment["PAIDAN_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6)] + strict

/// A library target of this package, with the settings that all of them share.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one target; `resources` are golden files beside the test sources.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "paidan",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Paidan", targets: ["Paidan"]),
        .executable(name: "paidan", targets: ["paidan-cli"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Level 0: nothing below.
        .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"]), .brew(["glpk"])]),
        library("Scheduling"),
        library("LinearModel"),
        // Level 1: files, judge, engine of the linear programs, dense form of a scenario.
        .target(
            name: "GLPKGuard",
            dependencies: ["CGLPK"],
            linkerSettings: [
                .linkedLibrary("glpk"),
                // Rounding in programs that import nothing which links it.
                .linkedLibrary("m", .when(platforms: [.linux])),
            ]
        ),
        library("GLPKSolver", ["LinearModel", "CGLPK", "GLPKGuard"]),
        library(
            "ScenarioFiles",
            ["Scheduling", .product(name: "Yams", package: "Yams")]
        ),
        library("ScenarioGenerator", ["Scheduling"]),
        library("Evaluation", ["Scheduling"]),
        library("DenseProblem", ["Scheduling"]),
        // Level 2: search and columns over the dense form.
        library("Search", ["DenseProblem"]),
        library("RouteColumns", ["DenseProblem"]),
        // Level 3: the integer program over columns.
        library("Formulation", ["DenseProblem", "RouteColumns", "LinearModel"]),
        // Level 4: the planner (what embedders import) and texts for people.
        library(
            "Paidan",
            [
                "Scheduling", "ScenarioFiles", "Evaluation", "DenseProblem", "Search",
                "RouteColumns", "Formulation", "LinearModel", "GLPKSolver",
            ]
        ),
        library("Reports", ["Scheduling", "ScenarioFiles", "Evaluation"]),
        // Level 5: explanations, advice and looking a scenario over.
        library(
            "Insight",
            ["Scheduling", "Evaluation", "DenseProblem", "Search", "Paidan", "Reports"]
        ),
        // Level 5: pages, calendars, maps and tables of a plan.
        .target(
            name: "ReportPages",
            dependencies: ["Scheduling", "ScenarioFiles", "Evaluation", "Reports"],
            resources: [
                .embedInCode("Resources/chart.css"), .embedInCode("Resources/page.css"),
                .embedInCode("Resources/page.js"), .embedInCode("Resources/sheet.css"),
            ],
            swiftSettings: settings
        ),
        // Level 5: questions that take several plans to answer.
        library(
            "Replanning",
            ["Scheduling", "ScenarioFiles", "Evaluation", "Paidan", "Reports"]
        ),
        library("WhatIf", ["Scheduling", "ScenarioFiles", "Evaluation", "Paidan", "Reports"]),
        library(
            "Simulation",
            ["Scheduling", "Evaluation", "Paidan", "Replanning", "Reports"]
        ),
        library("History", ["Scheduling", "ScenarioFiles", "Evaluation", "Reports"]),
        library("Recruiting", ["Scheduling", "Evaluation", "Paidan", "Reports"]),
        // Level 6: the command line.
        library(
            "PaidanCommand",
            [
                "Scheduling", "ScenarioFiles", "ScenarioGenerator", "Evaluation", "Paidan",
                "Reports", "ReportPages", "Insight", "Replanning", "WhatIf", "Recruiting",
                "Simulation", "History",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .executableTarget(
            name: "paidan-cli",
            dependencies: ["PaidanCommand"],
            swiftSettings: settings
        ),
        // Tests mirror the sources; the support library holds what several of them share.
        .target(
            name: "PaidanTestSupport",
            dependencies: ["Scheduling", "ScenarioFiles", "Evaluation"],
            path: "Tests/PaidanTestSupport",
            swiftSettings: settings
        ),
        tests("SchedulingTests", ["Scheduling", "PaidanTestSupport"]),
        tests("ScenarioFilesTests", ["ScenarioFiles", "Scheduling", "PaidanTestSupport"]),
        tests("ScenarioGeneratorTests", ["ScenarioGenerator", "ScenarioFiles", "Scheduling"]),
        tests("EvaluationTests", ["Evaluation", "Scheduling", "PaidanTestSupport"]),
        tests("GLPKSolverTests", ["GLPKSolver", "LinearModel"]),
        tests(
            "DenseProblemTests",
            ["DenseProblem", "Scheduling", "ScenarioFiles", "Evaluation", "PaidanTestSupport"]
        ),
        tests(
            "SearchTests",
            ["Search", "DenseProblem", "Scheduling", "Evaluation", "PaidanTestSupport"]
        ),
        tests(
            "FormulationTests",
            [
                "Formulation", "RouteColumns", "DenseProblem", "GLPKSolver", "LinearModel",
                "Scheduling", "Evaluation", "PaidanTestSupport",
            ]
        ),
        tests(
            "PaidanTests",
            [
                "Paidan", "Search", "DenseProblem", "Scheduling", "ScenarioFiles", "Evaluation",
                "LinearModel", "GLPKSolver", "PaidanTestSupport",
            ]
        ),
        tests("ReportsTests", ["Reports", "Scheduling", "Evaluation", "PaidanTestSupport"]),
        tests(
            "InsightTests",
            [
                "Insight", "Paidan", "Evaluation", "Scheduling", "ScenarioFiles",
                "PaidanTestSupport",
            ]
        ),
        tests(
            "ReportPagesTests",
            [
                "ReportPages", "Reports", "Scheduling", "ScenarioFiles", "Evaluation",
                "PaidanTestSupport",
            ]
        ),
        tests(
            "ReplanningTests",
            [
                "Replanning", "Paidan", "Scheduling", "ScenarioFiles", "Evaluation",
                "PaidanTestSupport",
            ]
        ),
        tests(
            "WhatIfTests",
            [
                "WhatIf", "Paidan", "Scheduling", "ScenarioFiles", "Evaluation",
                "PaidanTestSupport",
            ]
        ),
        tests(
            "RecruitingTests",
            [
                "Recruiting", "Paidan", "Scheduling", "ScenarioFiles", "Evaluation",
                "PaidanTestSupport",
            ]
        ),
        tests(
            "SimulationTests",
            [
                "Simulation", "Paidan", "Scheduling", "ScenarioFiles", "Evaluation",
                "PaidanTestSupport",
            ]
        ),
        tests(
            "HistoryTests",
            ["History", "Scheduling", "ScenarioFiles", "Evaluation", "PaidanTestSupport"]
        ),
        tests(
            "PaidanCommandTests",
            [
                "PaidanCommand", "Paidan", "Reports", "ScenarioFiles", "Scheduling",
                "PaidanTestSupport", .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
    ]
)
