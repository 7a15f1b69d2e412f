package main

import (
	"math/rand/v2"
	"strings"
)

// pieces have broken documents of every kind; texts puts them together.
var pieces = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)//`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `<svg onload=alert(1)>`,
	`</title><script>alert(1)</script>`, `</style><img src=x onerror=alert(1)>`, `</textarea><svg/onload=alert(1)>`, `<iframe srcdoc="<script>alert(1)</script>">`,
	`<a href="javascript:alert(1)">x</a>`, `<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`, `<details open ontoggle=alert(1)>`,
	`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, "java\tscript:alert(1)", `data:text/html,<script>alert(1)</script>`, `vbscript:msgbox(1)`,
	`]]>`, `]]><x>`, `<!--`, `-->`, `<![CDATA[`, `<?xml version="1.1"?>`, `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`, `&e;`, `&lt;b&gt;`, `& &amp; &#0; &#x1F;`,
	`{{.}}`, `{{constructor.constructor('alert(1)')()}}`, `{%x%}`, `${alert(1)}`, `\u003cscript`, `\`, `\\"`, `"`, `'`, "`", `\'`, `\n`, `\;`, `\,`,
	`=1+1`, `+1`, `-1+1`, `@SUM(A1)`, "\t=1", "\r=1", `＝1`, `|cmd|' /C calc'!A0`, `%0a=1`, `=HYPERLINK("http://x","y")`, `;=1`, `,=1`, ` =1`,
	"a,b;c\td", "line\nbreak", "line\r\nBEGIN:VEVENT\r\nUID:1", "\nEND:VCALENDAR", `;VALUE=DATE:20200101`, `:x`, "\r\n X: folded", `DTSTART:20200101`,
	"nul\x00", "bell\x07", "esc\x1b[31m", "del\x7f", "c1\u0085\u009b", "\u2028", "\u2029", "\ufeffbom", "\u202eright to left", "\u2066isolate", "bad utf8 \xff\xfe", "\ufffe\uffff", "\U0001ffff", "\ud7ff\ue000",
	`@misc{x, title={`, `}{`, `{`, `}`, `%comment`, `\input{/etc/passwd}`, `$x_1^2$`, `# ~ ^ _ &`, `"{`, `\end{document}`, "@comment{", "TY  - JOUR\nER  - ", "\r\nER  - \r\n", `A1  - x`,
	`[x](javascript:alert(1))`, `](javascript:alert(1))`, `![x](x "onerror=alert(1)")`, `<javascript:alert(1)>`, "# heading", "* * *", "- item", "1. item", "> quote", "| a | b |", "```", "~~~\n", "[x]: javascript:alert(1)", "\n\n<script>alert(1)</script>\n\n", `&colon;`, `javascript&colon;alert(1)`,
	`https://x.example/"onload="alert(1)`, `https://x.example/?a=1&b=<c>`, `https://[::1`, `//evil.example`, `https://x.example/%zz`, `http://x.example/ space`, `https://u:p@x.example/`,
	`long `, `ü`, `😀`, `𝔘𝔫𝔦`, "e\u0301", "👨‍👩‍👧", "ﷺ", "ا", "Київ", "北京", "\u200b", "\u00ad", "null", "undefined", "NaN", "true", "0", "1e309", "__proto__", "constructor", "../../etc/passwd", "%s%n", "' OR 1=1 --", `"; DROP TABLE events; --`,
}

// texts are n different texts: each piece alone, then seeded combinations.
func texts(n int, seed uint64) []string {
	random := rand.New(rand.NewPCG(seed, 7))
	seen := map[string]bool{}
	var made []string
	for len(made) < n {
		text := piece(random)
		if len(made) < len(pieces) && n >= len(pieces) {
			text = pieces[len(made)]
		} else {
			for range random.IntN(4) {
				text += piece(random)
			}
			if random.IntN(40) == 0 {
				text = strings.Repeat(text, 1+600/len(text))
			}
		}
		text = strings.ToValidUTF8(text, "\ufffd") // the archive holds no other
		if !seen[text] {
			seen[text] = true
			made = append(made, text)
		}
	}
	return made
}

func piece(random *rand.Rand) string { return pieces[random.IntN(len(pieces))] }
