import Scheduling

/// Writes scenario.yaml.
enum SettingsText {
    static func bytes(of draft: ScenarioDraft) -> [UInt8] {
        var lines = ["format: 1"]
        // JSON's quoted texts are YAML's double-quoted scalars.
        if let name = draft.name { lines.append("name: \(JSONText.string(name))") }
        lines.append("start: \(draft.start)")
        if let days = draft.days { lines.append("days: \(days)") }
        let rules = draft.travelRules
        lines += map(
            "travel",
            [("speed", rules.speed), ("detour", rules.detour), ("fixed", rules.fixed)]
        )
        lines += map(
            "weights",
            WeightsRecord.fields.map { ($0.key, draft.weights[keyPath: $0.field]) }
        )
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// A map with the keys that have values; no lines where none has.
    private static func map(_ name: String, _ values: [(key: String, value: Int?)]) -> [String] {
        let lines = values.compactMap { key, value in value.map { "  \(key): \($0)" } }
        return lines.isEmpty ? [] : ["\(name):"] + lines
    }
}
