/// What was proven of why a visit is not served, as `paidan explain` tells it.
public struct UnservedProof: Hashable, Sendable {
    /// The classes of reasons; the raw values are those of explanation.json.
    public enum Reason: String, CaseIterable, Sendable, Hashable {
        /// No plan serves it, not even one that serves nothing else.
        case impossibleAlone = "impossible-alone"
        /// Some plan could serve it, but none that keeps the pinned rows.
        case impossibleWithPins = "impossible-with-pins"
        /// Every plan that serves it is worth less than this one.
        case crowdedOut = "crowded-out"
        /// A plan that serves it and is worth no less than this one was found.
        case noWorse = "no-worse"
        /// Whether a plan that serves it is worth as much was not settled.
        case notSettled = "not-settled"
    }

    /// The class of the reason.
    public var reason: Reason
    /// Serving it lowers the plan's score by at least this, proven; nil where nothing was proven.
    public var lowestPrice: Int?
    /// Serving it lowers the plan's score by at most this, by a plan that was found; nil where none
    /// was.
    public var highestPrice: Int?

    /// A proof with all its fields.
    public init(reason: Reason, lowestPrice: Int? = nil, highestPrice: Int? = nil) {
        self.reason = reason
        self.lowestPrice = lowestPrice
        self.highestPrice = highestPrice
    }
}
