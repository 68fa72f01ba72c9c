extension String {
    /// The text in lines of at most so many columns.
    ///
    /// Lines break at spaces and beside Chinese characters, but not before a sign that closes or after
    /// one that opens. What is longer than a line by itself is broken anywhere.
    package func folded(toWidth width: Int) -> [String] {
        guard displayWidth > width else { return [self] }
        var lines: [String] = []
        var line = ""
        for piece in pieces {
            let space = piece.followsSpace && !line.isEmpty ? " " : ""
            if (line + space + piece.text).displayWidth <= width {
                line += space + piece.text
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = piece.text
            while line.displayWidth > width {
                let head = line.prefix(columns: width)
                lines.append(head)
                line.removeFirst(head.count)
            }
        }
        return lines + [line]
    }

    /// What stays on one line where that can be.
    private struct Piece {
        var text: String
        var followsSpace: Bool
    }

    private var pieces: [Piece] {
        var pieces: [Piece] = []
        var followsSpace = false
        for character in self {
            if character == " " {
                followsSpace = true
                continue
            }
            let last = followsSpace ? nil : pieces.last?.text.last
            if let last, !String.mayBreak(between: last, and: character) {
                pieces[pieces.count - 1].text.append(character)
            } else {
                pieces.append(Piece(text: String(character), followsSpace: followsSpace))
            }
            followsSpace = false
        }
        return pieces
    }

    private static func mayBreak(between left: Character, and right: Character) -> Bool {
        if "，。；：、）」』》〉】！？”’％".contains(right) || "（「『《〈【“‘".contains(left) {
            return false
        }
        return left.displayWidth > 1 || right.displayWidth > 1
    }

    /// The first characters that fit into so many columns; one at least.
    private func prefix(columns: Int) -> String {
        var kept = ""
        var used = 0
        for character in self {
            used += character.displayWidth
            if used > columns, !kept.isEmpty { break }
            kept.append(character)
        }
        return kept
    }
}
