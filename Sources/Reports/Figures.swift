/// How figures are written for people: the same in every language and locale.
public enum Figures {
    /// `1,234,567`, with a minus sign where negative.
    public static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// As ``grouped(_:)`` with a plus sign where positive.
    public static func signed(_ number: Int) -> String {
        number > 0 ? "+" + grouped(number) : grouped(number)
    }

    /// A part of a whole as a percentage, cut (never rounded up) to so many decimals.
    ///
    /// - Returns: `99.2 %`; nil where the whole is not positive or the part is negative.
    public static func percentage(_ part: Int, of whole: Int, decimals: Int = 1) -> String? {
        guard whole > 0, part >= 0 else { return nil }
        let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
        let product = part.multipliedFullWidth(by: 100 * scale)
        guard product.high < whole else { return nil }
        let units = whole.dividingFullWidth(product).quotient
        guard decimals > 0 else { return "\(units) %" }
        let fraction = String(units % scale)
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        return "\(units / scale).\(zeros)\(fraction) %"
    }

    /// A gap as a percentage, rounded up to two decimals so that it never promises too much.
    ///
    /// - Returns: `0.44 %`.
    public static func gap(_ gap: Double) -> String {
        guard gap.isFinite, abs(gap) < 1_000_000 else { return "> 100 %" }
        let units = Int((gap * 10_000 - 1e-9).rounded(.up))
        let fraction = units.magnitude % 100
        let sign = units < 0 ? "-" : ""
        return "\(sign)\(units.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction) %"
    }

    /// Minutes as hours with one decimal, rounded: `12.5`.
    public static func hours(minutes: Int) -> String {
        let tenths = (minutes + 3) / 6
        return "\(grouped(tenths / 10)).\(tenths % 10)"
    }

    /// A sum of minutes and its parts as hours with one decimal, such that the parts add up to it.
    ///
    /// The sum is rounded; its parts are cut, and the tenths left over go to those cut most.
    public static func hours(ofParts parts: [Int]) -> (sum: String, parts: [String]) {
        let sum = (parts.reduce(0, +) + 3) / 6
        var tenths = parts.map { $0 / 6 }
        let order = parts.indices.sorted { (-(parts[$0] % 6), $0) < (-(parts[$1] % 6), $1) }
        for index in order.prefix(max(0, sum - tenths.reduce(0, +))) { tenths[index] += 1 }
        return (hours(minutes: sum * 6), tenths.map { hours(minutes: $0 * 6) })
    }

    /// Seconds with one decimal: `12.3`.
    public static func seconds(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e12 else { return "-" }
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}
