package extract_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzRead(f *testing.F) {
	f.Add("Talks", "Russia and Ukraine held talks in Istanbul on Friday.")
	f.Add("", "“Today,” Putin said – Kyiv’s Zelensky, who met Trump, and…")
	f.Add("\xff", "U.S.-Ukraine 23-25 ’s 's \u00a0 \n\n.")
	r := reader(f, ukraine(f))
	f.Fuzz(func(t *testing.T, title, text string) {
		for _, rep := range r.Read(article("2025-05-13", title, text)) {
			if err := rep.When.Check(); err != nil {
				t.Errorf("%v in %+v", err, rep.When)
			}
			if rep.Offset >= 0 && !strings.HasPrefix(text[rep.Offset:], rep.Quote) {
				t.Errorf("the quote %q does not stand at %d", rep.Quote, rep.Offset)
			}
			if n := utf8.RuneCountInString(rep.Title); n == 0 || n > 90 {
				t.Errorf("a title of %d characters: %q", n, rep.Title)
			}
		}
	})
}

// hostile are texts that a careless reader would need quadratic time for.
var hostile = map[string]string{
	"names":    strings.Repeat("Russia, ", 1),
	"talks":    "talks ",
	"verbs":    "Putin met ",
	"dates":    "Monday ",
	"quotes":   "“",
	"offices":  "the president of ",
	"commas":   ", who , ",
	"pronouns": "he said he met they ",
}

func BenchmarkHostile(b *testing.B) {
	r := reader(b, ukraine(b))
	for name, piece := range hostile {
		for _, size := range []int{100_000, 400_000} {
			a := article("2025-05-13", "Ukraine", "Ukraine Kyiv. "+strings.Repeat(piece, size/len(piece)))
			b.Run(name, func(b *testing.B) {
				b.SetBytes(int64(len(a.Text)))
				for b.Loop() {
					r.Read(a)
				}
			})
		}
	}
}

func BenchmarkRead(b *testing.B) {
	r := reader(b, ukraine(b))
	text := ordinary()
	a := article("2025-05-13", "Ministers meet in London", text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r.Read(a)
	}
}

// ordinary is about 3 kB of news prose.
func ordinary() string {
	const paragraph = "Foreign ministers of France, Germany and Poland met in London on Monday to discuss the war in Ukraine. " +
		"The British Foreign Secretary, who hosted them, said that sanctions would be extended next week. " +
		"Two people were killed in a Russian drone attack on Odesa overnight, the governor said, while a truce remained out of reach. " +
		"Talks between Russia and Ukraine are planned in Istanbul for Thursday, the Kremlin said.\n\n"
	return strings.Repeat(paragraph, 3000/len(paragraph))
}
