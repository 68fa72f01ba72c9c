/// A language that messages for people come in.
public enum Language: String, CaseIterable, Sendable, Hashable {
    case chinese = "zh"
    case english = "en"
}
