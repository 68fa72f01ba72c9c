import Scheduling

extension Scenario {
    /// The scenario with one more request, which stands alone in another one of the same files.
    ///
    /// - Parameter other: a scenario with the same sites, teams and services, and the request as its
    ///   first visit.
    /// - Returns: nil where the other one has no visit, or one whose id is taken.
    public func adding(firstVisitOf other: Scenario) -> Scenario? {
        guard var visit = other.visits.first, !visits.contains(where: { $0.id == visit.id }) else {
            return nil
        }
        var extended = self
        if visit.siteIndex == nil, let place = visit.placeIndex {
            extended.places.append(other.places[place])
            visit.placeIndex = extended.places.count - 1
        }
        extended.visits.append(visit)
        return extended
    }
}
