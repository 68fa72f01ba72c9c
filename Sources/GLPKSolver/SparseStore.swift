import LinearModel

/// Sparse vectors with 32-bit indices, as GLPK reads them.
struct SparseStore {
    var starts: [Int] = [0]
    var indices: [Int32] = []
    var coefficients: [Double] = []

    var count: Int { starts.count - 1 }
    var entryCount: Int { indices.count }

    subscript(vector: Int) -> Range<Int> { starts[vector]..<starts[vector + 1] }

    /// Appends vectors whose indices have been narrowed already.
    mutating func append(_ vectors: SparseVectors, narrowed: [Int32]) {
        let base = indices.count
        for end in vectors.starts.dropFirst() {
            starts.append(base + end)
        }
        indices.append(contentsOf: narrowed)
        coefficients.append(contentsOf: vectors.coefficients)
    }

    mutating func appendEmptyVectors(_ number: Int) {
        for _ in 0..<number {
            starts.append(indices.count)
        }
    }

    /// Keeps the vectors and the indices that survive, renumbered.
    mutating func compact(vectors: Renumbering?, indices renumbering: Renumbering?) {
        var kept = SparseStore()
        kept.starts.reserveCapacity(starts.count)
        kept.indices.reserveCapacity(indices.count)
        kept.coefficients.reserveCapacity(coefficients.count)
        for vector in 0..<count {
            if let vectors, vectors[vector] == nil { continue }
            for place in self[vector] {
                var index = indices[place]
                if let renumbering {
                    guard let new = renumbering[Int(index)] else { continue }
                    index = Int32(truncatingIfNeeded: new)
                }
                kept.indices.append(index)
                kept.coefficients.append(coefficients[place])
            }
            kept.starts.append(kept.indices.count)
        }
        self = kept
    }
}
