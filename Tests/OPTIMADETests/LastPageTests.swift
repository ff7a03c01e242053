import Testing

@testable import OPTIMADE

@Suite("The last page") struct LastPageTests {
    @Test(
        "is the one that says so, or that leads nowhere, however the link is written",
        arguments: [
            (#""links":{"next":"?x"},"meta":{"more_data_available":false}"#, nil),
            (#""links":{"next":"?x"},"meta":{"more_data_available":true}"#, "?x"),
            (#""links":{"next":{"href":"?x"}}"#, "?x"), (#""links":{"next":null}"#, nil),
            (#""links":{"next":""}"#, nil), (#""links":{}"#, nil),
        ])
    func last(_ rest: String, _ next: String?) throws {
        let text = "{\"data\":[{\"id\":\"a\"}],\(rest)}"
        let page = try OptimadePage(Array(text.utf8), source: "s", address: "a")
        #expect(page.next == next && page.count == 1)
    }
}
