extension PlanSummary { func addUnserved(to page: inout SummaryPage) {} }
