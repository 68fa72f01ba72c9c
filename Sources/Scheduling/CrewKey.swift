/// What names a crew in a plan: its team, the start of its shift and its number there.
package struct CrewKey: Hashable, Sendable {
    /// The team.
    package var team: TeamID
    /// Start of the shift.
    package var shiftStartMinute: Int
    /// Number of the crew in the shift.
    package var crew: Int

    /// A crew by its team, shift and number.
    package init(team: TeamID, shiftStartMinute: Int, crew: Int) {
        self.team = team
        self.shiftStartMinute = shiftStartMinute
        self.crew = crew
    }

    /// The crew that an assignment names.
    package init(_ row: Assignment) {
        team = row.team
        shiftStartMinute = row.shiftStartMinute
        crew = row.crew
    }
}
