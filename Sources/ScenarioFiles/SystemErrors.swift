import Foundation
import Scheduling

extension FaultText {
    /// What a system's error number means; the system's own words for those without a translation.
    package static func systemError(_ number: Int32) -> FaultText {
        switch number {
        case ENOENT: .text(.systemNoFile)
        case EPERM: .text(.systemNotPermitted)
        case EACCES: .text(.systemNoPermission)
        case EEXIST: .text(.systemExists)
        case ENOTDIR: .text(.systemNotFolder)
        case EISDIR: .text(.systemIsFolder)
        case ENOSPC: .text(.systemDiskFull)
        case EDQUOT: .text(.systemQuota)
        case EROFS: .text(.systemReadOnly)
        case EIO: .text(.systemInputOutput)
        case ENAMETOOLONG: .text(.systemNameTooLong)
        case EFBIG: .text(.systemFileTooLarge)
        case EMFILE, ENFILE: .text(.systemTooManyOpen)
        case ELOOP: .text(.systemLinks)
        default: .text(.systemOther, .value(String(cString: strerror(number))))
        }
    }
}
