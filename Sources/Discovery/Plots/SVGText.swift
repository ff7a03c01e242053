/// Builds the text of an SVG picture: few decimals, every value escaped, the same bytes each time.
struct SVGText {
    fileprivate(set) var body = ""

    mutating func open(_ tag: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        body += "<\(tag)\(Self.text(attributes))>\n"
    }

    mutating func close(_ tag: String) { body += "</\(tag)>\n" }

    mutating func element(_ tag: String, _ attributes: KeyValuePairs<String, String>) {
        body += "<\(tag)\(Self.text(attributes))/>\n"
    }

    mutating func line(_ from: PlotPoint, _ to: PlotPoint, class name: String) {
        element(
            "line",
            [
                "class": name, "x1": short(from.x), "y1": short(from.y), "x2": short(to.x),
                "y2": short(to.y),
            ])
    }

    mutating func circle(_ at: PlotPoint, radius: Double, class name: String, title: String = "") {
        let place = "class=\"\(name)\" cx=\"\(short(at.x))\" cy=\"\(short(at.y))\""
        let start = "<circle \(place) r=\"\(short(radius))\""
        body +=
            title.isEmpty ? start + "/>\n" : "\(start)><title>\(escaped(title))</title></circle>\n"
    }

    mutating func path(_ data: String, class name: String, title: String = "") {
        let start = "<path class=\"\(name)\" d=\"\(data)\""
        body +=
            title.isEmpty ? start + "/>\n" : "\(start)><title>\(escaped(title))</title></path>\n"
    }

    /// Text whose `markup` is already SVG (see ``markup(formula:)``).
    mutating func text(
        _ markup: String, at place: PlotPoint, class name: String, anchor: String = "start",
        rotation: Double? = nil
    ) {
        let turn = rotation.map {
            " transform=\"rotate(\(short($0)) \(short(place.x)) \(short(place.y)))\""
        }
        body +=
            "<text class=\"\(name)\" x=\"\(short(place.x))\" y=\"\(short(place.y))\" "
            + "text-anchor=\"\(anchor)\"\(turn ?? "")>\(markup)</text>\n"
    }

    private static func text(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }
}

/// A place in a picture, in its user units, y down.
struct PlotPoint: Hashable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

/// One decimal at most: a tenth of a pixel is invisible.
func short(_ value: Double) -> String {
    let text = decimalPoint(value, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// Text for XML and HTML, in elements and in quoted attributes.
func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text.unicodeScalars {
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        // Control characters are no XML, whatever a file's name may hold.
        case _ where character.value < 32 && !"\t\n".unicodeScalars.contains(character):
            result += "\u{FFFD}"
        default: result.unicodeScalars.append(character)
        }
    }
    return result
}

/// A formula's letters and numbers apart: Si3N4 → Si, 3, N, 4.
func formulaParts(_ formula: String) -> [(text: String, isNumber: Bool)] {
    var parts: [(text: String, isNumber: Bool)] = []
    for character in formula {
        let isNumber = character.isNumber || (character == "." && parts.last?.isNumber == true)
        // "3C-SiC" starts with a number that is no index.
        let isIndex = isNumber && !parts.isEmpty && parts.last?.text.last != "-"
        if let last = parts.indices.last, parts[last].isNumber == isIndex {
            parts[last].text.append(character)
        } else {
            parts.append((String(character), isIndex))
        }
    }
    return parts
}

/// A formula with its numbers lowered, as SVG text; by `dy`, which every viewer knows.
func markup(formula: String) -> String {
    var isLow = false
    return formulaParts(formula).map { part in
        let text = escaped(part.text)
        defer { isLow = part.isNumber }
        if part.isNumber { return "<tspan class=\"sub\" dy=\"3\">\(text)</tspan>" }
        return isLow ? "<tspan dy=\"-3\">\(text)</tspan>" : text
    }.joined()
}

extension SVGText {
    /// Finished markup, taken over as it is.
    mutating func append(_ markup: String) { body += markup }
}
