/// Inputs of ph.x and dynmat.x for the vibrations at Γ, after a ground state of the same prefix.
struct PhononInput {
    let prefix: String
    /// Whether the dielectric tensor and the charges that split longitudinal from transverse modes
    /// are wanted; they exist in an insulator only.
    let isInsulator: Bool

    /// INPUT_PH.
    var phonons: String {
        var list = Namelist("INPUTPH")
        list["prefix"] = .text(prefix)
        list["outdir"] = .text("./tmp")
        list["fildyn"] = .text("dynmat")
        list["tr2_ph"] = .real("1.0d-14")
        list["epsil"] = .logical(isInsulator)
        return "Phonons at Gamma of \(prefix)\n\(list.text)\n0.0 0.0 0.0\n"
    }

    /// Frequencies with the three rigid translations set to zero exactly.
    var frequencies: String {
        var list = Namelist("INPUT")
        list["fildyn"] = .text("dynmat")
        list["asr"] = .text("simple")
        return list.text + "\n"
    }
}
