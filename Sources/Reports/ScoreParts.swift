import Scheduling

extension Score {
    /// The parts that are not nothing, by their names for people, in the order of summaries.
    package var effectiveParts: [(name: Phrase, points: Int)] {
        let parts: [(name: Phrase, points: Int)] = [
            (.partServed, served), (.partPreference, preference), (.partTravel, travel),
            (.partCrews, crews), (.partLateness, lateness), (.partContinuity, continuity),
            (.partFairness, fairness), (.partChanges, changes),
        ]
        return parts.filter { $0.points != 0 }
    }
}
