extension DecorationRule {
    /// The rules that the program uses unless told otherwise.
    ///
    /// Rules overlap on purpose (TiN is an ionic and an interstitial compound); a decoration that
    /// several of them allow is one candidate.
    public static let standard: [DecorationRule] = [
        elemental, ionicBinary, dianionic, lightBinary, interstitialBinary, metalloidBinary,
        metallicBinary, sizeFactor, ionicTernary, lightTernary, antiperovskite, layered,
        metalloidTernary, largeAndSmall, heusler,
    ].flatMap { $0 }
}
