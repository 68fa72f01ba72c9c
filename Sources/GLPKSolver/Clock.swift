extension Duration {
    /// In milliseconds, rounded down, at most what GLPK can count.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        guard seconds >= 0 else { return 0 }
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}

extension ContinuousClock.Instant {
    /// Milliseconds from now, 0 if past.
    var millisecondsLeft: Int {
        (self - ContinuousClock.now).wholeMilliseconds
    }
}
