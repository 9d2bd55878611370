/** Styles of an SVG document. A page that is dark gets lighter colors. */
export const styles = `
svg{--page:#fff;--text:#1f2328;--hint:#59636e;--line:#d1d9e0;--completed:#1a7f37;--failed:#cf222e;--canceled:#9a6700;--open:#0969da;--abandoned:#818b98}
@media(prefers-color-scheme:dark){svg{--page:#0d1117;--text:#e6edf3;--hint:#9198a1;--line:#3d444d;--completed:#3fb950;--failed:#f85149;--canceled:#d29922;--open:#4493f8;--abandoned:#656c76}}
text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:var(--text);white-space:pre}
.page{fill:var(--page)}
text.title{font-weight:600}
text.hint{fill:var(--hint)}
.gap{stroke:var(--line);stroke-dasharray:2 3}
.waits{opacity:.35}
.execution{opacity:.6}
.completed{fill:var(--completed)}
.failed,.timedOut,.terminated{fill:var(--failed)}
.canceled{fill:var(--canceled)}
.open{fill:var(--open)}
.abandoned{fill:var(--abandoned)}
`
  .trim()
  .replaceAll('\n', '');
