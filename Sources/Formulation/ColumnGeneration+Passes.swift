import RouteColumns

/// Passes in which all classes ask for routes of a bundle.
extension ColumnGeneration {
    /// Bounds all plans at the bundle's prices and adds the routes that do.
    ///
    /// - Parameters:
    ///   - bundle: routes and prices.
    ///   - effort: whose bounds: ``PricingEffort/relaxation`` or ``PricingEffort/ngRelaxation``.
    ///   - control: when to stop.
    /// - Returns: the points by which the bound over routes kept was too low; nil where it was broken off.
    func boundAll(
        _ bundle: inout RouteBundle,
        _ effort: PricingEffort,
        _ control: Control
    ) -> Double? {
        let before = bundle.bound
        let prices = LagrangianPrices(duals: bundle.duals, master: master)
        let outcome = price(
            prices,
            control,
            asked: least(effort),
            floors: floors(bundle, effort, Array(master.space.classes.indices)),
            perClass: most(effort),
            effort: { _ in effort }
        )
        guard let outcome else { return nil }
        noteBound(prices, bundle.duals, outcome)
        let units = prices.boundUnits(bestOfClass: outcome.bestOfClass, space: master.space)
        let routes = outcome.routesOfClass
        for number in master.space.classes.indices {
            add(routes[number], of: number, outcome, effort, to: &bundle)
        }
        bundle.follow()
        settle(&bundle, sweeps: ColumnGeneration.sweepsOfPass, control)
        bundle.recentre()
        goal = onRound()
        return Double(units) / Double(PriceScale.unit) - before
    }

    /// Lets all classes ask for their best routes once, some at a time: those of the relaxation, or real
    /// ones, as the effort says.
    ///
    /// - Returns: what these were worth beyond the routes kept, in points; nil where it was broken off.
    func pass(
        _ bundle: inout RouteBundle,
        _ effort: PricingEffort,
        isFirst: Bool,
        _ control: Control
    ) -> Double? {
        var prices = LagrangianPrices(duals: bundle.duals, master: master)
        let count = master.space.classes.count
        let parts = min(count, ColumnGeneration.partsOfPass)
        var gain = 0.0
        for part in 0..<parts {
            // Classes next to each other are of one team, as many as it has shifts; each part takes some from
            // everywhere, and of all days, since their number is prime.
            let classes = Array(stride(from: part, to: count, by: parts))
            prices.reprice(bundle.duals, classes: classes, master: master)
            let outcome = round.run(
                prices.prices,
                effort: { $0 % parts == part ? effort : nil },
                known: none,
                asked: least(effort),
                floors: floors(bundle, effort, classes),
                perClass: most(effort),
                mustStop: control.mustStop,
                beside: beside
            )
            control.spend(outcome.work / 3)
            besideEnded()
            guard !outcome.isCutShort, !control.mustStop() else { return nil }
            let routes = outcome.routesOfClass
            for number in classes {
                gain += add(
                    routes[number],
                    of: number,
                    outcome,
                    effort,
                    to: &bundle,
                    takesOver: isFirst
                )
            }
            // Circles that were dropped have left rows to others; till now prices are those of the round.
            if effort == .ngRelaxation { bundle.follow() }
            // Prices stand until each class has a route.
            if !isFirst { settle(&bundle, sweeps: ColumnGeneration.sweepsOfPart, control) }
        }
        if isFirst {
            bundle.recount(fixed: [])
            settle(&bundle, sweeps: ColumnGeneration.sweepsOfPass, control)
        }
        settle(&bundle, sweeps: 1, control)
        bundle.recentre()
        goal = onRound()
        return gain
    }

    /// Adds what a class has found; answers with what that is worth beyond the routes kept, in points.
    ///
    /// Where its figure is that of ng-routes, circles seen before would only hide it, and nothing is charged.
    @discardableResult
    private func add(
        _ routes: [[Int32]],
        of number: Int,
        _ outcome: PricingRound.Outcome,
        _ effort: PricingEffort,
        to bundle: inout RouteBundle,
        takesOver: Bool = false
    ) -> Double {
        let areLimited =
            effort == .ngRelaxation ? outcome.areNgRoutes[number] : !effort.isRelaxation
        if effort == .ngRelaxation, areLimited { bundle.keepRealRoutes(crewClass: number) }
        bundle.charge(crewClass: number, areLimited ? (0, 0) : round.charges(ofClass: number))
        // The best comes last, which is the one taken where prices stand.
        return routes.reversed().reduce(0) { gain, route in
            gain + bundle.add(route, crewClass: number, takesOver: takesOver)
        }
    }

    /// [class] Worth of the best real routes known, where those that beat them are asked for; else none.
    private func floors(
        _ bundle: RouteBundle,
        _ effort: PricingEffort,
        _ classes: [Int]
    ) -> [Int] {
        guard effort == .ngRelaxation else { return [] }
        var floors = none
        for number in classes { floors[number] = bundle.worthOfBestReal(crewClass: number) }
        return floors
    }

    private func least(_ effort: PricingEffort) -> Int {
        effort.isRelaxation ? 0 : ColumnGeneration.leastAsked
    }

    private func most(_ effort: PricingEffort) -> Int {
        if effort.isRelaxation { return 0 }
        return effort == .ngRelaxation ? ColumnGeneration.ngPerClass : ColumnGeneration.perClass
    }

    /// Sweeps a bundle, and counts the work.
    func settle(_ bundle: inout RouteBundle, sweeps: Int, _ control: Control) {
        let before = bundle.reads
        for _ in 0..<sweeps where !control.mustStop() { bundle.sweep(1) }
        control.spend((bundle.reads - before) / ColumnGeneration.readsPerStep)
    }

    /// One round of pricing with nothing beside it; nil where it was broken off.
    ///
    /// - Parameters:
    ///   - prices: present prices.
    ///   - control: when to stop.
    ///   - asked: real routes must be worth more than this, in units.
    ///   - floors: [class] and more than this; empty for no more.
    ///   - perClass: most real routes of a class.
    ///   - effort: how hard to try, by class; nil leaves the class out.
    /// - Returns: what the round found.
    func price(
        _ prices: LagrangianPrices,
        _ control: Control,
        asked: Int = 0,
        floors: [Int] = [],
        perClass: Int = 0,
        effort: (Int) -> PricingEffort?
    ) -> PricingRound.Outcome? {
        let outcome = round.run(
            prices.prices,
            effort: effort,
            known: none,
            asked: asked,
            floors: floors,
            perClass: perClass,
            mustStop: control.mustStop
        )
        control.spend(outcome.work / 3)
        return outcome.isCutShort ? nil : outcome
    }

    /// Real routes that a class may add at a time, and where those that beat the known ones are asked for.
    static let (perClass, ngPerClass) = (3, 8)
    /// Rows of routes kept that are read in the time of an elementary step.
    private static let readsPerStep = 12
    /// Parts of a pass.
    private static let partsOfPass = 61
    /// Sweeps over all routes kept after each part of a pass, and after prices stood still for a whole one.
    private static let (sweepsOfPart, sweepsOfPass) = (3, 100)
}
