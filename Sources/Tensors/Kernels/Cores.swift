internal import Foundation

func activeCores() -> Int { ProcessInfo.processInfo.activeProcessorCount }
