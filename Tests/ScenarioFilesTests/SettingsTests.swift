import ScenarioFiles
import Scheduling
import Testing

/// The form and the keys of scenario.yaml.
@Suite struct SettingsTests {
    @Test(arguments: [
        FaultCase("scenario.yaml", "days: 3", "days: [3]", .settingsForm, "scenario.yaml:5: days"),
        FaultCase(
            "scenario.yaml",
            "days: 3",
            "days: {a: 3}",
            .settingsForm,
            "scenario.yaml:5: days"
        ),
        FaultCase("scenario.yaml", "days: 3", "days: &a 3", .settingsForm, "scenario.yaml:5: days"),
        FaultCase("scenario.yaml", "days: 3", "days: *a", .settingsForm, "scenario.yaml:5: days"),
        FaultCase(
            "scenario.yaml",
            "days: 3",
            "days: !!int 3",
            .settingsForm,
            "scenario.yaml:5: days"
        ),
        FaultCase("scenario.yaml", "days: 3", "days: |", .settingsForm, "scenario.yaml:5: days"),
        FaultCase("scenario.yaml", "days: 3", "days: >-", .settingsForm, "scenario.yaml:5: days"),
        FaultCase("scenario.yaml", "days: 3", "- days: 3", .settingsForm, "scenario.yaml:5"),
        FaultCase("scenario.yaml", "days: 3", "? days", .settingsForm, "scenario.yaml:5"),
        FaultCase("scenario.yaml", "days: 3", "days", .settingsForm, "scenario.yaml:5"),
        FaultCase("scenario.yaml", "days: 3", "days:3", .settingsForm, "scenario.yaml:5"),
        FaultCase(
            "scenario.yaml",
            "days: 3",
            "days: 3\ndays: 3",
            .keyTwice,
            "scenario.yaml:6: days"
        ),
        FaultCase(
            "scenario.yaml",
            "  prefer: 20",
            "  prefer: 20\n  prefer: 20",
            .keyTwice,
            "scenario.yaml:10: weights.prefer"
        ),
        FaultCase(
            "scenario.yaml",
            "days: 3",
            "travel.fixed: 3",
            .keyDotted,
            "scenario.yaml:5: travel.fixed"
        ),
        FaultCase(
            "scenario.yaml",
            "days: 3",
            "days:\n  a: 3",
            .settingsForm,
            "scenario.yaml:5: days"
        ),
        FaultCase(
            "scenario.yaml",
            "travel:\n  speed: 250",
            "travel: 250",
            .settingsForm,
            "scenario.yaml:6: travel"
        ),
        FaultCase(
            "scenario.yaml",
            "days: 3",
            "days: 3\n---\nname: b",
            .keyTwice,
            "scenario.yaml:7: name"
        ),
        FaultCase(
            "scenario.yaml",
            "weights:",
            "...\n---\nweights:",
            .severalDocuments,
            "scenario.yaml:10"
        ),
        FaultCase("scenario.yaml", "days: 3", " days: 3", .settingsUnreadable, "scenario.yaml:5"),
        FaultCase("scenario.yaml", "days: 3", "\tdays: 3", .settingsForm, "scenario.yaml:5"),
        FaultCase("scenario.yaml", "days: 3", "days: \"3", .settingsUnreadable, "scenario.yaml:5"),
        FaultCase("scenario.yaml", "days: 3", "days: 3.0", .notWhole, "scenario.yaml:5: days"),
        FaultCase("scenario.yaml", "days: 3", "days: ~", .notWhole, "scenario.yaml:5: days"),
        FaultCase("scenario.yaml", "days: 3", "days: ''", .notWhole, "scenario.yaml:5: days"),
    ])
    func onlyNestedMapsOfScalars(fault: FaultCase) throws { try fault.check() }

    @Test func whatIsNotGivenHasItsDefault() throws {
        var files = SampleFiles.valid.removing("commitments.csv")
        files.files["scenario.yaml"] = "format: 1\nstart: 2026-11-23\nname:\nweights:\n"
        let scenario = try files.scenario()
        #expect(scenario.days == 1)
        #expect(scenario.name == "folder")
        let rules = scenario.travelRules
        #expect(rules.metresPerMinute == 250 && rules.detourPercent == 130)
        #expect(rules.fixedMinutes == 2)
        let weights = scenario.weights
        #expect(weights.red == 1000 && weights.yellow == 300 && weights.blue == 100)
        #expect(weights.session == 200 && weights.age == 5 && weights.prefer == 20)
        #expect(weights.travel == 1 && weights.crew == 10 && weights.late == 1)
        #expect(weights.continuity == 30 && weights.fair == 1 && weights.change == 50)
        #expect(weights.changeToleranceMinutes == 30)
    }

    @Test(
        arguments: [
            ("red", \Weights.red), ("yellow", \.yellow), ("blue", \.blue), ("session", \.session),
            ("age", \.age), ("prefer", \.prefer), ("travel", \.travel), ("crew", \.crew),
            ("late", \.late), ("continuity", \.continuity), ("fair", \.fair), ("change", \.change),
            ("change_tolerance", \.changeToleranceMinutes),
        ] as [(String, any KeyPath<Weights, Int> & Sendable)]
    )
    func everyWeightCanBeSet(key: String, field: any KeyPath<Weights, Int> & Sendable) throws {
        var files = SampleFiles.valid.removing("commitments.csv")
        files.files["scenario.yaml"] = "format: 1\nstart: 2026-11-23\nweights:\n  \(key): 777\n"
        #expect(try files.scenario().weights[keyPath: field] == 777)
    }

    @Test func travelRulesCanBeSet() throws {
        let rules = "travel:\n  speed: 100\n  detour: 150\n  fixed: 0"
        let files = try SampleFiles.valid.removing("commitments.csv").replacing(
            "scenario.yaml",
            "travel:\n  speed: 250",
            rules
        )
        #expect(
            try files.scenario().travelRules
                == TravelRules(metresPerMinute: 100, detourPercent: 150, fixedMinutes: 0)
        )
    }

    @Test(arguments: [
        ("name: plain # not this", "plain"), ("name: \"a: b # c\"", "a: b # c"),
        ("name: 'it''s'", "it's"), ("name: \"\\u4e2d\\\"\"", "中\""), ("name: ''", ""),
        ("name: 二七区", "二七区"),
    ])
    func namesMayBeQuoted(line: String, name: String) throws {
        let files = try SampleFiles.valid.replacing(
            "scenario.yaml",
            "name: \"sample: three days\"",
            line
        )
        #expect(try files.scenario().name == name)
    }

    @Test func hostileSettingsEndQuickly() {
        let nested = (0..<400).map { String(repeating: " ", count: $0) + "a:" }.joined(
            separator: "\n"
        )
        let texts = [
            String(repeating: "[", count: 60_000), String(repeating: "- ", count: 30_000), nested,
            "a: &a [x]\nb: &b [*a,*a]\n? *b\n: 1", String(repeating: "x", count: 70_000),
            "a: x\u{2028}b: &q [*q]", "name: \u{1}",
        ]
        for text in texts {
            var files = SampleFiles.valid
            files.files["scenario.yaml"] = text
            #expect(files.faults().contains { $0.severity == .error })
        }
    }
}
