extension DraftValidator {
    mutating func checkServices() {
        for (record, service) in draft.services.enumerated() {
            let row = RecordReference(.services, record)
            register(service.id, row, in: \.serviceIndices)
            checkFigure(service.minutes, FigureRange.positive, row, "minutes")
            scenario.services.append(
                Service(
                    id: ServiceID(service.id),
                    name: service.name ?? "",
                    mode: service.mode,
                    minutes: max(1, service.minutes),
                    roles: []
                )
            )
        }
        checkRoles()
        for (record, service) in scenario.services.enumerated()
        where service.roles.isEmpty && !incomplete.contains(.roles)
            && !servicesWithFaultyRoles.contains(record) && !isTainted(.services, record)
        {
            fault(
                .serviceWithoutRole,
                RecordReference(.services, record),
                "id",
                .text(.serviceWithoutRole),
                found: service.id.text,
                expected: .text(.rowsInRoles)
            )
        }
    }

    private mutating func checkRoles() {
        for (record, role) in draft.roles.enumerated() {
            let row = RecordReference(.roles, record)
            let skills = checkSkills(role.skills, row)
            checkFigure(role.people, FigureRange.positive, row, "people")
            if isReadable(row, "role"), role.role.isEmpty { missing(row, "role") }
            guard let service = resolve(role.service, row, "service", in: .services) else {
                // The row may have been meant for any service.
                incomplete.insert(.roles)
                continue
            }
            checkRoleIsNew(role, of: service, row)
            if isTainted(.roles, record) { servicesWithFaultyRoles.insert(service) }
            scenario.services[service].roles.append(
                Role(id: RoleID(role.role), skills: skills, people: role.people ?? 1)
            )
        }
    }

    private mutating func checkRoleIsNew(
        _ role: RoleRecord,
        of service: Int,
        _ row: RecordReference
    ) {
        let known = scenario.services[service].roles
        guard isReadable(row, "role"), known.contains(where: { $0.id.text == role.role }) else {
            return
        }
        fault(
            .idTwice,
            row,
            "role",
            .text(.roleTwice),
            found: role.role,
            expected: .text(.anotherName)
        )
    }
}
