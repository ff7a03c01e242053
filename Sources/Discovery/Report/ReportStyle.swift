/// The page's style and its one small script.
enum ReportStyle {
    static var css: String {
        """
        :root{\(PlotTheme.variables(dark: false));--line:#d5dae0;--wash:#f5f7f9;--link:#1d5189}
        @media screen and (prefers-color-scheme:dark){:root{\
        \(PlotTheme.variables(dark: true));--line:#323a44;--wash:#191f26;--link:#8dbde3}}
        \(layout)
        \(tables)
        \(narrow)
        """
    }

    private static let layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 Charter,\
        "Bitstream Charter","Sitka Text",Cambria,Georgia,"Liberation Serif",serif}
        main{max-width:1060px;margin:0 auto;padding:48px 28px 72px}
        header,section>p,section>ul,section>h2,dl,details,figcaption,.references,.funnel\
        {max-width:46rem}
        .kicker,h2,table,.funnel,dl,.unit,figcaption,.references{font-family:"Helvetica Neue",\
        Helvetica,Arial,"Liberation Sans",sans-serif}
        .kicker{margin:0 0 6px;font-size:13px;letter-spacing:.04em;color:var(--muted)}
        h1{margin:0 0 14px;font-size:34px;line-height:1.18;font-weight:600;text-wrap:balance}
        .lead{margin:0;font-size:19px;line-height:1.5}
        h2{margin:56px 0 10px;font-size:20px;font-weight:600;line-height:1.25}
        p{margin:0 0 12px}
        a{color:var(--link);text-underline-offset:2px}
        code,pre{font:13px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
        code{overflow-wrap:anywhere}
        pre{overflow-x:auto;margin:10px 0;padding:14px 16px;background:var(--wash)}
        summary{cursor:pointer;font-size:15px;padding:6px 0}
        figure{margin:36px 0 0}
        figure svg{display:block;width:100%;height:auto}
        figcaption{margin-top:12px;font-size:14px;line-height:1.5;color:var(--muted)}
        figcaption b{color:var(--ink);font-weight:600}
        .narrow{display:none}
        .unit{font-size:12px;color:var(--muted);font-weight:400}
        .nowrap{white-space:nowrap}
        .bar{text-decoration:overline}
        sub,sup{font-size:72%;line-height:0}
        .parity{display:grid;grid-template-columns:repeat(auto-fill,minmax(270px,1fr));\
        gap:28px 28px}
        .parity figure{margin:8px 0 0}
        .parity figcaption{font-size:13px;margin-top:6px}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 24px;font-size:15px;\
        margin:0 0 12px}
        dt{color:var(--muted)}
        dd{margin:0;min-width:0;overflow-wrap:anywhere}
        .references{font-size:14px;line-height:1.5;padding-left:22px}
        .references li{margin-bottom:6px}
        """

    private static let tables = """
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.35;\
        font-variant-numeric:tabular-nums lining-nums;border-bottom:1.5px solid var(--ink)}
        thead{border-top:1.5px solid var(--ink);border-bottom:1px solid var(--ink)}
        th{font-weight:600;vertical-align:bottom;padding:0}
        th .unit{display:block}
        table.known{max-width:46rem}
        .known th{padding:8px 10px}
        th button{all:unset;display:block;width:100%;box-sizing:border-box;padding:8px 10px;\
        cursor:pointer;text-align:inherit}
        th button:focus-visible{outline:2px solid var(--link);outline-offset:-2px}
        th[aria-sort=ascending] button::after{content:" ↑";color:var(--accent)}
        th[aria-sort=descending] button::after{content:" ↓";color:var(--accent)}
        td{padding:8px 10px 0;vertical-align:baseline}
        .known td{padding:5px 10px;border-top:1px solid var(--line)}
        .number{text-align:right;white-space:nowrap}
        .word{text-align:left}
        td.formula{font-weight:600;font-size:15px}
        td.rank,.measured{color:var(--muted)}
        tbody+tbody{border-top:1px solid var(--line)}
        .why td{padding:3px 10px 10px;font-size:13px;line-height:1.45;color:var(--muted)}
        .trail{white-space:normal}
        .trail::before{content:"— "}
        .funnel{list-style:none;padding:0;margin:0;font-size:15px}
        .funnel>li{display:grid;grid-template-columns:6.5em 1fr;gap:2px 16px;padding:8px 0}
        .count{text-align:right;font-weight:600;font-variant-numeric:tabular-nums}
        .track{grid-column:2;height:8px;background:var(--wash)}
        .track span{display:block;height:100%;background:var(--d4)}
        .funnel ul{grid-column:2;margin:4px 0 0;padding:0;list-style:none;font-size:13px;\
        color:var(--muted)}
        """

    private static let narrow = """
        @media screen and (max-width:720px){
        body{font-size:16px}
        main{padding:28px 16px 48px}
        h1{font-size:27px}
        .lead{font-size:17px}
        h2{margin-top:44px}
        .wide{display:none}
        .narrow{display:block}
        .sortable thead{display:none}
        .sortable,.sortable tbody{display:block}
        .sortable tbody{padding:12px 0}
        .sortable tr:not(.why){display:grid;grid-template-columns:repeat(3,1fr);gap:8px 12px}
        .sortable td{display:block;padding:0;text-align:left}
        .sortable td::before{content:attr(data-label);display:block;font-size:11.5px;\
        color:var(--muted);font-weight:400}
        .sortable td.formula{font-size:17px}
        .sortable .why td{margin-top:8px}
        .sortable .why td::before{content:none}
        dl{grid-template-columns:1fr;gap:0}
        dd{margin-bottom:10px}
        .funnel>li{grid-template-columns:4.6em 1fr;gap:2px 12px}
        .known td,.known th{padding-left:6px;padding-right:6px}
        }
        @media print{
        body{font-size:10.5pt}
        main{max-width:none;padding:0}
        h2{break-after:avoid}
        figure,tbody,.funnel>li{break-inside:avoid}
        th button::after{content:none!important}
        a{color:inherit;text-decoration:none}
        }
        """

    /// Sorts the crystals of the shortlist, each a `tbody` with its reason.
    static let script = """
        document.querySelectorAll("table.sortable").forEach(table=>{
          const heads=[...table.tHead.rows[0].cells];
          heads.forEach((head,column)=>head.addEventListener("click",()=>{
            const up=head.getAttribute("aria-sort")==="descending"||
              (!head.hasAttribute("aria-sort")&&(head.classList.contains("word")||column===0));
            heads.forEach(other=>other.removeAttribute("aria-sort"));
            head.setAttribute("aria-sort",up?"ascending":"descending");
            const key=body=>body.rows[0].cells[column].dataset.sort;
            const bodies=[...table.tBodies].sort((a,b)=>{
              const [x,y]=[key(a),key(b)];
              if(x===""||y==="")return (x==="")-(y==="");
              const order=isNaN(x)||isNaN(y)?x.localeCompare(y):x-y;
              return up?order:-order;
            });
            table.append(...bodies);
          }));
        });
        """
}
