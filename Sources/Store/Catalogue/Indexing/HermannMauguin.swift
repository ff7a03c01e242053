/// Symbols of space groups as International Tables and OPTIMADE write them in plain text.
enum HermannMauguin {
    /// With a space before each axis, and screw axes without underscores: "P 63/m m c" of "P6_3/mmc".
    static func spaced(_ symbol: String) -> String {
        var text = ""
        var previous: Character = " "
        for character in symbol {
            // What belongs to the axis before it: the order after a minus, a plane after a stroke, and the screw.
            let isJoined = "-/_".contains(previous) || character == "/" || character == "_"
            if !text.isEmpty, !isJoined { text.append(" ") }
            if character != "_" { text.append(character) }
            previous = character
        }
        return text
    }
}
