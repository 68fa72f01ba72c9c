/// Style sheets and scripts that stand in every page that needs them; see `Resources`.
enum PageAssets {
    /// Colours and forms of drawings in files of their own.
    static let chartStyle = text(PackageResources.chart_css)
    /// Colours, type and layout of all pages.
    static let pageStyle = text(PackageResources.page_css)
    /// What is printed on paper: run sheets and rotas.
    static let sheetStyle = text(PackageResources.sheet_css)
    /// Filter, sorting, zoom and the choice of a team in the overview.
    static let pageScript = text(PackageResources.page_js)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
