import Foundation
import Scheduling

/// What each change of the menu costs: so much at all, and so much for each minute, person or level.
///
/// Prices only compare changes with each other; they are no points of the score.
public struct ChangePrices: Hashable, Sendable {
    /// The price of one kind of change.
    public struct Price: Hashable, Sendable {
        /// For making the change at all.
        public var once: Int
        /// For each minute, person or level of it.
        public var each: Int

        /// A price from its two parts.
        public init(once: Int, each: Int = 0) {
            self.once = once
            self.each = each
        }
    }

    /// By kind of change; a kind without a price is not on the menu.
    public var prices: [ChangeCode: Price]

    /// The default prices.
    public init() {
        prices = [
            .openEarlier: Price(once: 10, each: 1),
            .closeLater: Price(once: 10, each: 1),
            .allowAlso: Price(once: 90),
            .extendShift: Price(once: 20, each: 2),
            .widenRadius: Price(once: 20, each: 4),
            .liftRefusal: Price(once: 150),
            .addPeople: Price(once: 0, each: 120),
            .addCrew: Price(once: 240),
            .addSkill: Price(once: 100, each: 200),
        ]
    }

    /// The price of a change; nil where its kind is not on the menu.
    public func price(of change: Change, in scenario: Scenario) -> Int? {
        prices[change.code].map { $0.once + $0.each * change.amount(in: scenario) }
    }

    /// The price of several changes; nil where one of them is not on the menu.
    public func price(of changes: [Change], in scenario: Scenario) -> Int? {
        var sum = 0
        for change in changes {
            guard let price = price(of: change, in: scenario) else { return nil }
            sum += price
        }
        return sum
    }
}

/// Why a file of prices can't be used.
public enum PricesFault: Error, Hashable, Sendable {
    /// It is no JSON object of objects with whole numbers `once` and `each`, or null.
    case form
    /// It names a change that is not on the menu.
    case unknownChange(String)
    /// A price is negative or above a million.
    case outOfRange(String)
}

extension ChangePrices {
    /// Reads prices such as `{"add_crew": {"once": 500}, "lift_refusal": null}`.
    ///
    /// Changes that the file doesn't name keep their default price; null takes one off the menu.
    /// - Throws: ``PricesFault``.
    public init(json bytes: [UInt8]) throws(PricesFault) {
        self.init()
        guard
            let entries = try? JSONDecoder().decode([String: Entry?].self, from: Data(bytes))
        else { throw .form }
        for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
            guard let code = ChangeCode(rawValue: name) else { throw .unknownChange(name) }
            guard let entry else {
                prices[code] = nil
                continue
            }
            let range = 0...1_000_000
            let price = Price(once: entry.once ?? 0, each: entry.each ?? 0)
            guard range.contains(price.once), range.contains(price.each) else {
                throw .outOfRange(name)
            }
            prices[code] = price
        }
    }

    private struct Entry: Decodable {
        var once: Int?
        var each: Int?
    }
}
