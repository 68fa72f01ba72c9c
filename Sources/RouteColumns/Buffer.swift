/// Raw memory for plain values in hot loops, owned by one object and freed by it.
///
/// Indices are checked in debug builds, which is how the tests run it; release builds trust them.
struct Buffer<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int

    /// Memory for a number of elements, not yet initialised.
    init(capacity: Int) {
        self.capacity = max(1, capacity)
        base = UnsafeMutablePointer<Element>.allocate(capacity: self.capacity)
    }

    /// Makes room for a number of elements, keeping the first `used`.
    mutating func reserve(_ needed: Int, keeping used: Int) {
        guard needed > capacity else { return }
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: max(needed, capacity * 2))
        larger.update(from: base, count: used)
        base.deallocate()
        base = larger
        capacity = max(needed, capacity * 2)
    }

    /// Copies an array in.
    mutating func fill(from array: [Element]) {
        reserve(array.count, keeping: 0)
        array.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { base.update(from: start, count: source.count) }
        }
    }

    /// Sets the first elements to one value.
    func fill(_ value: Element, count: Int) {
        assert(count <= capacity)
        base.update(repeating: value, count: count)
    }

    /// Gives the memory back.
    func free() { base.deallocate() }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            assert(index >= 0 && index < capacity, "index outside the buffer")
            return base[index]
        }
        @inline(__always) nonmutating set {
            assert(index >= 0 && index < capacity, "index outside the buffer")
            base[index] = newValue
        }
    }
}
