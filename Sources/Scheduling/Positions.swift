extension Collection where Element: Hashable {
    /// The position of each element, counted from 0; of equal ones the first.
    package var positions: [Element: Int] {
        Dictionary(zip(self, 0...), uniquingKeysWith: { first, _ in first })
    }
}
