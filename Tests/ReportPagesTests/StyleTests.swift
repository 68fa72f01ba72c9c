import Foundation
import Testing

@testable import ReportPages

@Suite("Colours and motion of pages")
struct StyleTests {
    /// The colours of the pages' style sheet by name; of dark pages, those that differ.
    private func colours(afterLine mark: String) throws -> [String: String] {
        let style = PageAssets.pageStyle
        let start = try #require(style.range(of: mark))
        let block = style[start.upperBound...].prefix { $0 != "}" }
        var colours: [String: String] = [:]
        for part in block.split(whereSeparator: { $0 == ";" || $0 == "{" || $0 == "\n" }) {
            let pair = part.split(separator: ":").map { $0.filter { $0 != " " } }
            if pair.count == 2, pair[1].hasPrefix("#") { colours[pair[0]] = pair[1] }
        }
        return colours
    }

    private func themes() throws -> [[String: String]] {
        let light = try colours(afterLine: "color-scheme: light dark;")
        let dark = try colours(afterLine: "(prefers-color-scheme: dark) {")
        let paper = try colours(afterLine: "color-scheme: light;")
        return [dark, paper].reduce(into: [light]) { themes, changes in
            themes.append(light.merging(changes) { $1 })
        }
    }

    /// The relative luminance of `#rrggbb` as WCAG 2 defines it.
    private func luminance(_ colour: String) throws -> Double {
        let digits = try #require(UInt32(colour.dropFirst(), radix: 16))
        let shares = [16, 8, 0].map { shift in
            let share = Double((digits >> shift) & 0xFF) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]
    }

    private func contrast(_ one: String, _ other: String) throws -> Double {
        let (left, right) = (try luminance(one), try luminance(other))
        return (max(left, right) + 0.05) / (min(left, right) + 0.05)
    }

    @Test("Contrast is reckoned as WCAG 2 does: 21 at the most, and 4.54 for #767676 on white")
    func reckoning() throws {
        #expect(abs(try contrast("#000000", "#ffffff") - 21) < 1e-9)
        #expect(abs(try contrast("#767676", "#ffffff") - 4.54) < 0.005)
        #expect(abs(try contrast("#0072b2", "#0072b2") - 1) < 1e-9)
    }

    @Test("Text has 4.5 and what charts and marks are told by has 3, in light, in dark, on paper")
    func contrasts() throws {
        let themes = try themes()
        #expect(Set(themes.map { $0["--paper"] }).count == 2)
        for theme in themes {
            for ground in ["--paper", "--panel"] {
                let below = try #require(theme[ground])
                for name in ["--ink", "--soft", "--link"] {
                    let colour = try #require(theme[name])
                    #expect(try contrast(colour, below) >= 4.5, "\(name) on \(ground)")
                }
                for name in ["--service", "--edge", "--wait", "--ring", "--c0", "--c3"] {
                    let colour = try #require(theme[name])
                    #expect(try contrast(colour, below) >= 3, "\(name) on \(ground)")
                }
            }
            // Bars lie on the band of the shift.
            let band = try #require(theme["--span"])
            for name in ["--service", "--edge", "--wait"] {
                #expect(try contrast(try #require(theme[name]), band) >= 3, "\(name) on the band")
            }
        }
    }

    @Test("Nothing moves by itself, so that there is nothing to reduce")
    func motion() {
        for style in [PageAssets.pageStyle, PageAssets.sheetStyle, PageAssets.chartStyle] {
            for word in ["transition", "animation", "@keyframes", "scroll-behavior"] {
                #expect(!style.contains(word))
            }
        }
        #expect(!PageAssets.pageScript.contains("smooth"))
        #expect(!PageAssets.pageScript.contains("requestAnimationFrame"))
    }
}
