import Scheduling

/// Texts for people of one subject, by what they say; each has its words in both languages.
package protocol BilingualPhrase {
    /// The words, Chinese and English; both hold the same places `{1}`, `{2}`, ….
    var texts: (chinese: String, english: String) { get }
}

extension BilingualPhrase {
    /// The text in a language, with values put in its places.
    package func text(_ language: Language, _ values: String...) -> String {
        text(language, values: values)
    }

    /// The text in a language, with values put in its places.
    package func text(_ language: Language, values: [String]) -> String {
        PlacedText.filled(language == .chinese ? texts.chinese : texts.english, with: values)
    }
}
