import OPTIMADE
import Testing

@Suite struct SpecificationTests {
    @Test func aPrefixIsLowercaseBetweenUnderscores() {
        #expect(Specification.prefix.wholeMatch(of: /_[a-z][a-z0-9]*_/) != nil)
    }
}
