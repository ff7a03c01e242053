internal import Crystals
internal import Learning

/// A diagnosis as one page that holds all it needs and asks nothing of anyone.
public struct DiagnosisPage {
    private let diagnosis: ModelDiagnosis
    private let sections: [DiagnosisSection]

    public init(_ diagnosis: ModelDiagnosis, sections: [DiagnosisSection]) {
        (self.diagnosis, self.sections) = (diagnosis, sections)
    }

    public var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Diagnosis of \(escaped(diagnosis.card.name)) · Kimberlite</title>
        <style>
        \(ReportStyle.css)
        \(Self.css)
        </style>
        </head>
        <body>
        <main>
        \(header)
        \(sections.map(\.html).joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private static var css: String {
        """
        :root{\(ChartStyle.variables(dark: false))}
        @media screen and (prefers-color-scheme:dark){:root{\(ChartStyle.variables(dark: true))}}
        .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,400px),1fr));\
        gap:28px 32px;align-items:start}
        .charts figure{margin:12px 0 0}
        .charts figcaption{font-size:13px;margin-top:6px}
        .charts figure svg{max-width:560px}
        .charts .square svg{max-width:340px}
        .charts .whole{grid-column:1/-1}
        .charts .whole svg{max-width:none}
        .sheet{min-width:820px}
        table.known{margin:18px 0 8px}
        .source,h3{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
        .source{font-size:13px}
        h3{margin:28px 0 0;font-size:15px;line-height:1.3;font-weight:600}
        """
    }

    private var title: String {
        let (name, targets) = (diagnosis.card.name, diagnosis.targets.map(\.name))
        return targets == [name] ? name : "\(name): \(targets.joined(separator: ", "))"
    }

    private var header: String {
        """
        <header>
        <p class="kicker">Kimberlite · diagnosis of a model</p>
        <h1>\(escaped(title))</h1>
        <p class="lead">\(escaped(diagnosis.summary.joined(separator: " ")))</p>
        </header>
        """
    }
}
