/** The widget's whole style, as a constructed sheet: no style element, no attribute. */
export const STYLE = `
:host{display:block;min-width:200px}
:host([hidden]){display:none}
section{--_bg:var(--truceline-bg,light-dark(#fff,#12181f));--_ink:var(--truceline-ink,light-dark(#16202b,#e8edf2));--_mute:var(--truceline-mute,light-dark(#52606d,#a7b4c1));--_line:var(--truceline-line,light-dark(#d5dce3,#37424d));--_edge:light-dark(#7b8794,#7f8e9d);--_accent:var(--truceline-accent,light-dark(#0b5cad,#7db8f2));--_now:light-dark(#a61b1b,#ff9b93);color-scheme:light dark;box-sizing:border-box;overflow:auto;padding:16px 18px 12px;border:1px solid var(--_line);border-radius:8px;background:var(--_bg);color:var(--_ink);font:400 15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
section[data-theme=light]{color-scheme:light}
section[data-theme=dark]{color-scheme:dark}
.heading{margin:0 0 14px;font-size:17px;line-height:1.3;font-weight:600;text-wrap:balance}
ol{list-style:none;margin:0;padding:0}
a{color:inherit;text-decoration:none}
a:hover{text-decoration:underline;text-underline-offset:2px}
a:focus-visible,ol:focus-visible{outline:2px solid var(--_accent);outline-offset:2px;border-radius:3px}
.date,.source{display:block;font-size:13px;color:var(--_mute);font-variant-numeric:tabular-nums}
.title{display:block;font-weight:600;overflow-wrap:anywhere}
.title a{line-height:24px}
.tag{font-weight:400;font-size:12px;line-height:17px;padding:0 6px;border:1px solid var(--_edge);border-radius:4px;white-space:nowrap}
.tag.planned,.tag.postponed{border-style:dashed}
.tag.proposed{border-style:dotted}
.tag.rejected,.tag.cancelled{color:var(--_now);border-color:var(--_now)}
.today{color:var(--_now);font-size:13px;font-weight:600}
.none{color:var(--_mute);margin:0}
.foot{display:flex;justify-content:space-between;align-items:baseline;gap:12px;margin:14px 0 0;padding-top:10px;border-top:1px solid var(--_line);font-size:13px;color:var(--_mute)}
.foot a{color:var(--_accent);line-height:24px}
.vertical li,.thread li{position:relative;padding:0 0 18px 28px}
.vertical li:last-child,.thread li:last-child{padding-bottom:0}
.vertical li::before,.thread li::before{content:"";position:absolute;left:6px;top:0;bottom:0;border-left:2px solid var(--_line)}
.vertical li:first-child::before,.thread li:first-child::before{top:8px}
.vertical li:last-child::before,.thread li:last-child::before{bottom:auto;height:10px}
.vertical .item::after,.thread .item::after,.horizontal .item::after{content:"";position:absolute;left:1px;top:4px;width:8px;height:8px;border:2px solid var(--_ink);border-radius:50%;background:var(--_ink);box-shadow:0 0 0 3px var(--_bg)}
.item:not(.happened,.claimed)::after{background:var(--_bg)!important}
.planned.item::after,.postponed.item::after{border-style:dashed!important}
.coming::before{border-left-style:dashed!important;border-color:var(--_edge)!important}
.compact li{display:grid;grid-template-columns:1fr auto;gap:8px;align-items:baseline;padding:8px 0;border-top:1px solid var(--_line)}
.compact li:first-child{border:0;padding-top:0}
.compact .title{font-weight:400}
.horizontal ol{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(190px,1fr);overflow-x:auto;padding:4px 2px}
.horizontal li{position:relative;padding:26px 18px 4px 0}
.horizontal li::before{content:"";position:absolute;left:0;right:0;top:9px;border-top:2px solid var(--_line)}
.horizontal .coming::before{border-top-style:dashed!important}
.big{display:flex;align-items:baseline;gap:8px;margin:4px 0 10px}
.big strong{font-size:40px;line-height:1;font-weight:600;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.big span{font-size:13px;color:var(--_mute)}
p.date{margin:0}
@media print{section{border:0;padding:0;overflow:visible}}
@media (forced-colors:active){.item::after{background:CanvasText}}
`
