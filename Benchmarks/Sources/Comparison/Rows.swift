/// Every row of the comparison, with the ratios that are asked of it.
struct Rows {
    let workplace: Workplace
    let options: RunOptions

    /// Structures of the shared sample.
    static let sampleSize = 8192
    private static let symmetric = 2048

    var all: [Row] {
        let rows = [files, inference, training, images, graphs, pairs, parseP1, parseSymmetric]
        let wanted = (workplace.hasPairs ? rows + [matching] : rows).filter { row in
            options.row.map { row.title.lowercased().contains($0.lowercased()) } ?? true
        }
        return wanted.map { row in
            var row = row
            if !options.withPeers { row.contenders.removeAll { !$0.isKimberlite } }
            // A few structures show that everything runs, and no ratio worth a verdict.
            if !options.withPeers || options.isQuick { row.demands = [] }
            return row
        }
    }

    private var files: Row {
        Row(
            title: "CIF files to predictions of K and G (CSV)",
            contenders: [
                Contender(
                    name: "Kimberlite",
                    kind: .program(predict(threads: options.threads), structures: Self.sampleSize)),
                peer("CGCNN as shipped, 1 process", "as_shipped", size(1024, 128), "workers", "0"),
                peer("CGCNN as shipped, 2 workers", "as_shipped", size(1024, 256), "workers", "2"),
                bestPipeline(processes: 1, search: "pymatgen"),
                bestPipeline(processes: 2, search: "pymatgen"),
                bestPipeline(processes: 2, search: "vesin"),
            ],
            demands: [
                Row.Demand(contender: "CGCNN as shipped, 1 process", ratio: 100),
                Row.Demand(contender: "CGCNN as shipped, 2 workers", ratio: 80),
                Row.Demand(contender: Self.pipelineName(2, "pymatgen"), ratio: 3),
                Row.Demand(contender: Self.pipelineName(2, "vesin"), ratio: 3),
            ])
    }

    private func bestPipeline(processes: Int, search: String) -> Contender {
        var contender = peer(
            Self.pipelineName(processes, search), "best_pipeline", size(8192, 1024), "processes",
            "\(processes)")
        contender.add(["--search", search])
        return contender
    }

    private static func pipelineName(_ processes: Int, _ search: String) -> String {
        "gemmi, \(search), torch.compile, \(processes) process\(processes == 1 ? "" : "es")"
    }

    /// The program on the CIFs of the sample, with a model of the peers' size.
    func predict(threads: Int) -> [String] {
        [
            workplace.program, "predict", workplace.shared + "/p1", "--model",
            workplace.shared + "/moduli.safetensors", "-o", workplace.temporary + "/moduli.csv",
            "--quiet", "--threads", "\(threads)",
        ]
    }

    private var inference: Row {
        let names = [
            ("CGCNN as published", "published"), ("factorised, eager", "eager"),
            ("factorised, torch.compile", "compiled"),
            ("factorised, torch.compile, bf16", "compiled-bf16"),
        ]
        return Row(
            title: "Inference, graphs in memory",
            contenders: [own("Kimberlite", "inference", size(8192, 2048))]
                + names.map { peer($0, "inference", size(8192, 1024), "contender", $1) },
            demands: [
                Row.Demand(contender: "factorised, torch.compile", ratio: 2),
                Row.Demand(contender: "CGCNN as published", ratio: 6),
            ])
    }

    private var training: Row {
        let names = [
            ("CGCNN as published", "published"), ("factorised, eager", "eager"),
            ("factorised, torch.compile", "compiled"),
        ]
        return Row(
            title: "Training epoch, graphs in memory",
            contenders: [own("Kimberlite", "training", Self.sampleSize)]
                + names.map { peer($0, "training", Self.sampleSize, "contender", $1) },
            demands: [
                Row.Demand(contender: "CGCNN as published", ratio: 8),
                Row.Demand(contender: "factorised, eager", ratio: 3.5),
                Row.Demand(contender: "factorised, torch.compile", ratio: 3.5),
            ])
    }

    private var images: Row {
        let names = [
            ("PyTorch, eager", "eager"), ("PyTorch, torch.compile", "compiled"),
            ("PyTorch, torch.compile, channels last", "channels-last"),
        ]
        return Row(
            title: "Training epoch of 2,255 parameters on images of 28 × 28, batches of 64",
            contenders: [own("Kimberlite", "images", Self.sampleSize)]
                + names.map { peer($0, "images", Self.sampleSize, "contender", $1) },
            demands: names.map { Row.Demand(contender: $0.0, ratio: 4) })
    }

    private var graphs: Row {
        Row(
            title: "Graph building: the 12 nearest within 8 Å, one core",
            contenders: [
                own("Kimberlite", "graphs", Self.sampleSize, threads: 1),
                own("Kimberlite, ties shared", "graphs-shared-ties", Self.sampleSize, threads: 1),
            ] + searches("yes", suffix: " and sort"),
            demands: [
                Row.Demand(contender: "pymatgen, compiled search and sort", ratio: 4),
                Row.Demand(contender: "vesin and sort", ratio: 4),
            ])
    }

    private var pairs: Row {
        Row(
            title: "Neighbour arrays: all pairs within 8 Å, one core",
            contenders: [own("Kimberlite", "pairs", size(8192, 2048), threads: 1)]
                + searches("no", suffix: ""))
    }

    private func searches(_ cut: String, suffix: String) -> [Contender] {
        [("pymatgen, compiled search", "pymatgen"), ("vesin", "vesin")].map { name, search in
            var contender = peer(
                name + suffix, "neighbors", size(8192, 1024), "contender", search, threads: 1)
            contender.add(["--cut", cut])
            return contender
        }
    }

    private var parseP1: Row {
        Row(
            title: "CIF parse alone, P 1, one core; gemmi from Python",
            contenders: [
                own("Kimberlite", "cif-p1", Self.sampleSize, threads: 1),
                peer("gemmi", "cif", Self.sampleSize, "contender", "p1", threads: 1),
            ])
    }

    private var parseSymmetric: Row {
        Row(
            title: "CIF parse alone, with symmetry, one core; gemmi from Python",
            contenders: [
                own("Kimberlite", "cif-symmetric", Self.symmetric, threads: 1),
                peer("gemmi", "cif", Self.symmetric, "contender", "symmetric", threads: 1),
            ])
    }

    private var matching: Row {
        Row(
            title: "Structure matching: pairs of one formula or made to be alike, one core",
            contenders: [
                own("Kimberlite", "matching", size(500, 100), threads: 1),
                Contender(
                    name: "pymatgen",
                    kind: .served(
                        [workplace.python, "Benchmarks/Peers/matching.py"]
                            + shared(size(500, 100), 1))),
            ], demands: [Row.Demand(contender: "pymatgen", ratio: 50)])
    }

    // MARK: Contenders

    func own(_ name: String, _ work: String, _ count: Int, threads: Int? = nil) -> Contender {
        Contender(
            name: name,
            kind: .served([workplace.contender, work] + shared(count, threads)))
    }

    func peer(
        _ name: String, _ script: String, _ count: Int, _ option: String, _ value: String,
        threads: Int? = nil
    ) -> Contender {
        let path = "Benchmarks/Peers/\(script).py"
        return Contender(
            name: name,
            kind: .served(
                [workplace.python, path, "--\(option)", value] + shared(count, threads)))
    }

    private func shared(_ count: Int, _ threads: Int?) -> [String] {
        [
            "--folder", workplace.shared, "--count", "\(count)", "--threads",
            "\(threads ?? options.threads)",
        ]
    }

    private func size(_ full: Int, _ quick: Int) -> Int { options.isQuick ? quick : full }
}

extension Contender {
    fileprivate mutating func add(_ arguments: [String]) {
        if case .served(let command) = kind { kind = .served(command + arguments) }
    }
}
