"""How a report looks: light and dark, on a screen and on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --link: #0550ae; --s0: #eaeef2; --s1: #b6d7ff; --s2: #6ea8f0; --s3: #2a6fd0; --s4: #0b3d91; --gap: #b35900;
  --c0: #0b5fff; --c1: #b35900; --c2: #0f7b5a; --c3: #8a3ffc; --c4: #c2185b; --c5: #5a6b00; --c6: #6e7781; }
@media screen and (prefers-color-scheme: dark) { :root { --ground: #0d1117; --text: #e6edf3; --soft: #9ba6b2;
  --line: #3d444d; --panel: #161b22; --link: #79c0ff; --s0: #21262d; --s1: #0b3d91; --s2: #2a6fd0; --s3: #6ea8f0;
  --s4: #cfe4ff; --gap: #ffa657; --c0: #79a8ff; --c1: #ffa657; --c2: #4fd1a5; --c3: #c9a6ff; --c4: #ff8ab5;
  --c5: #c5d86d; --c6: #9ba6b2; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans CJK KR", sans-serif; }
h1 { font-size: 1.6rem; margin: .5rem 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; } h3 { font-size: 1rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; list-style: none; }
.numbers { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; margin: 1rem 0; }
.numbers div { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; }
.numbers dt { color: var(--soft); font-size: .85rem; } .numbers dd { margin: 0; font-size: 1.4rem; }
.wide { overflow-x: auto; } svg { display: block; max-width: none; } svg text { fill: var(--text); font-size: 11px; }
svg .soft { fill: var(--soft); } table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .15rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; list-style: none; font-size: .9rem; }
.key i { display: inline-block; width: .8rem; height: .8rem; margin-right: .3rem; vertical-align: -1px; }
.key .c0 { background: var(--c0); } .key .c1 { background: var(--c1); } .key .c2 { background: var(--c2); }
.key .c3 { background: var(--c3); } .key .c4 { background: var(--c4); } .key .c5 { background: var(--c5); }
.key .c6 { background: var(--c6); }
details { margin: .5rem 0; } summary { cursor: pointer; color: var(--link); } .soft { color: var(--soft); }
@media print { :root { color-scheme: light; --text: #000; --soft: #444; } nav, summary, .skip { display: none; }
  body { max-width: none; padding: 0; font-size: 11pt; } * { print-color-adjust: exact; } h2 { break-after: avoid; }
  svg, table { break-inside: avoid; } .wide { overflow: visible; } }
"""
