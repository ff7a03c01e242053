/// The standard that is spoken: OPTIMADE 1.2 (Andersen et al., Sci. Data 8, 217, 2021;
/// Evans et al., Digital Discovery 3, 1509, 2024).
public enum Specification {
    public static let version = "1.2.0"
    /// In front of every property that the standard does not define.
    public static let prefix = "_kimberlite_"
    /// What describes responses to programs.
    static let schema = "https://schemas.optimade.org/openapi/v1.2/optimade.json"
    /// What responses are (JSON:API 1.0, "Content Negotiation").
    static let mediaType = "application/vnd.api+json"
    /// Segments of the versioned base URLs that are answered.
    static let versions = ["v1", "v1.2", "v1.2.0"]
}
