/// What a person sees who opens a base URL in a browser.
enum LandingPage {
    static func answer(_ base: String) -> OptimadeAnswer {
        let links = ["versions", "v1/info", "v1/info/structures", "v1/links", "v1/structures"]
            .map { "<li><a href=\"\(escaped(base))/\($0)\">\($0)</a></li>" }.joined()
        let page = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>OPTIMADE</title>
            <h1>OPTIMADE \(Specification.version)</h1>
            <p>This address is for programs that speak OPTIMADE: give it to one as its base URL.</p>
            <ul>\(links)</ul></html>
            """
        return OptimadeAnswer(
            status: 200, contentType: "text/html; charset=utf-8", body: Array(page.utf8))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing("\"", with: "&quot;")
    }
}
