package extract_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"truceline/timeline"
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
	"names":    "Russia, ",
	"talks":    "talks ",
	"verbs":    "Putin met ",
	"dates":    "Monday ",
	"quotes":   "“",
	"offices":  "the president of ",
	"commas":   ", who , ",
	"pronouns": "he said he met they ",
}

// Four times the text is at most about four times the work, counted in
// steps, whatever the text.
func TestWorkIsLinear(t *testing.T) {
	r := reader(t, ukraine(t))
	for name, piece := range hostile {
		work := func(size int) int { return r.Work(repeated(piece, size)) }
		small, large := work(10_000), work(40_000)
		if large > 5*small+1000 {
			t.Errorf("%s: %d steps for 10 kB, %d for 40 kB", name, small, large)
		}
		if perByte := large / 40_000; perByte > 40 {
			t.Errorf("%s: %d steps a byte", name, perByte)
		}
	}
}

// What stands behind the bytes that are read costs nothing.
func TestEndlessTextIsReadToALimit(t *testing.T) {
	r := reader(t, ukraine(t))
	for name, piece := range hostile {
		if a, b := r.Work(repeated(piece, 300_000)), r.Work(repeated(piece, 600_000)); a != b {
			t.Errorf("%s: %d steps for 300 kB, %d for 600 kB", name, a, b)
		}
	}
}

func repeated(piece string, size int) timeline.Article {
	return article("2025-05-13", "Ukraine", "Ukraine Kyiv. "+strings.Repeat(piece, size/len(piece)))
}

func BenchmarkHostile(b *testing.B) {
	r := reader(b, ukraine(b))
	for name, piece := range hostile {
		for _, size := range []int{50_000, 200_000} {
			a := repeated(piece, size)
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
