/// Flat memory of plain elements, for the inner loops; bounds are checked in debug builds only.
///
/// A buffer doesn't own its memory: the ``Arena`` that made it does, and must outlive it.
struct Buffer<Element: BitwiseCopyable> {
    /// The first element.
    let base: UnsafeMutablePointer<Element>
    /// Number of elements.
    let count: Int

    /// The element at a position; nothing but the memory changes on assignment.
    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count, "index out of bounds")
            return base[index]
        }
        nonmutating set {
            assert(index >= 0 && index < count, "index out of bounds")
            base[index] = newValue
        }
    }

    /// The element at a position.
    @inline(__always)
    subscript(index: Int32) -> Element {
        get { self[Int(index)] }
        nonmutating set { self[Int(index)] = newValue }
    }

    /// The address of an element, to change its fields in place.
    @inline(__always)
    func pointer(_ index: Int32) -> UnsafeMutablePointer<Element> {
        assert(index >= 0 && Int(index) < count, "index out of bounds")
        return base + Int(index)
    }

    /// Sets all elements.
    func fill(_ value: Element) { base.update(repeating: value, count: count) }

    /// The elements as an array.
    var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}

extension Buffer where Element == Int32 {
    /// Turns how many there are of each kind into where each begins, one kind after the other.
    func turnCountsIntoBegins() {
        var begin: Int32 = 0
        for kind in 0..<count {
            let size = self[kind]
            self[kind] = begin
            begin += size
        }
    }
}

/// Owns the memory of buffers and frees all of it at once.
final class Arena {
    private var blocks: [UnsafeMutableRawPointer] = []

    /// Memory for a number of elements, all with the same value.
    func buffer<Element: BitwiseCopyable>(count: Int, of value: Element) -> Buffer<Element> {
        let base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        base.initialize(repeating: value, count: count)
        blocks.append(UnsafeMutableRawPointer(base))
        return Buffer(base: base, count: count)
    }

    /// A copy of an array's elements.
    func buffer<Element: BitwiseCopyable>(_ array: [Element]) -> Buffer<Element> {
        let base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
        for (index, element) in array.enumerated() { (base + index).initialize(to: element) }
        blocks.append(UnsafeMutableRawPointer(base))
        return Buffer(base: base, count: array.count)
    }

    deinit {
        for block in blocks { block.deallocate() }
    }
}

/// A stack in flat memory that never grows; pushing past its capacity is a programming error.
struct Stack<Element: BitwiseCopyable> {
    private let storage: Buffer<Element>
    /// Number of elements on the stack.
    private(set) var count = 0

    init(_ storage: Buffer<Element>) { self.storage = storage }

    /// Whether nothing more fits.
    var isFull: Bool { count == storage.count }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { storage[index] }
        nonmutating set { storage[index] = newValue }
    }

    @inline(__always)
    mutating func push(_ element: Element) {
        storage[count] = element
        count += 1
    }

    @inline(__always)
    mutating func pop() -> Element {
        count -= 1
        return storage[count]
    }

    /// Removes an element by putting the last one in its place.
    @inline(__always)
    mutating func removeBySwap(at index: Int) {
        count -= 1
        storage[index] = storage[count]
    }

    @inline(__always)
    mutating func removeAll() { count = 0 }

    /// Orders the elements; insertion sort, for the short lists of one step.
    @inline(__always)
    mutating func sort(by precedes: (Element, Element) -> Bool) {
        guard count > 1 else { return }
        for position in 1..<count {
            let element = storage[position]
            var hole = position
            while hole > 0, precedes(element, storage[hole - 1]) {
                storage[hole] = storage[hole - 1]
                hole -= 1
            }
            storage[hole] = element
        }
    }
}

extension Stack where Element: Equatable {
    /// Whether one of the elements is equal to a given one.
    @inline(__always)
    func contains(_ element: Element) -> Bool {
        for index in 0..<count where self[index] == element { return true }
        return false
    }
}

extension Stack where Element: Comparable {
    /// Orders the elements and keeps one of each value; in place, without allocation.
    mutating func sortUnique() {
        guard count > 1 else { return }
        var elements = UnsafeMutableBufferPointer(start: storage.base, count: count)
        elements.sort()
        var kept = 1
        for index in 1..<count where storage[index] != storage[kept - 1] {
            storage[kept] = storage[index]
            kept += 1
        }
        count = kept
    }
}
