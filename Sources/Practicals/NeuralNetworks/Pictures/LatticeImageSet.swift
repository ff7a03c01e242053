import Learning
import Physics
internal import Tensors

/// Pictures of the five plane lattices as data for a network: where the physics meets what learns it.
struct LatticeImageSet: Hashable, Sendable {
    var images = LatticeImages()
    /// Every kind of picture has five classes of its own.
    var pictures: [LatticeImageKind] = [.diffraction]
    var perClass = 100

    init() {}

    /// Names in the order of the classes.
    var classes: [String] {
        pictures.flatMap { picture in
            PlaneLatticeKind.allCases.map {
                pictures.count > 1 ? "\($0.rawValue), \(picture.rawValue)" : $0.rawValue
            }
        }
    }

    /// The pictures, class after class in turn, on all threads.
    ///
    /// - Parameters:
    ///   - seed: another one gives other lattices.
    ///   - outputs: classes that the network tells apart, at least as many as there are.
    func data(seed: UInt64, outputs: Int? = nil) -> LabelledImages {
        let lattices = PlaneLatticeKind.allCases
        let (count, number) = (lattices.count * pictures.count, classes.count)
        let made = Workers.map(count * perClass) { k in
            let label = k % count
            return images.image(
                pictures[label / lattices.count], of: lattices[label % lattices.count],
                seed: LatticeImages.seed(k, of: seed)
            ).pixels
        }
        let side = LatticeImages.side
        return LabelledImages(
            Tensor(made.flatMap { $0 }, shape: [made.count, 1, side, side]),
            labels: made.indices.map { $0 % count }, classes: outputs ?? number)
    }

    /// One picture.
    static func picture(of data: LabelledImages, _ row: Int) -> Picture {
        let side = LatticeImages.side
        let pixels = data.images.rows(row..<(row + 1)).scalars
        return Picture(width: side, height: side, pixels)
    }
}
