package prose

import "testing"

// Flashes of a sentence or two, written without a space between their
// elements.
func TestShortArticlesOnOneLine(t *testing.T) {
	const title, first, second = "Ministers meet by the sea", "RIGA, Nov 24 (Agency) - The ministers met for three hours on Tuesday.", "They will meet again."
	for paragraphs, want := range map[string]string{
		"<p>" + first + "</p><p>" + second + "</p>": first + "\n\n" + second,
		"<p>" + first + " " + second + "</p>":       first + " " + second,
	} {
		page, err := Read([]byte("<!doctype html><html lang=en><head><title>"+title+"</title></head><body><article><h1>"+title+"</h1>"+paragraphs+"</article></body></html>"),
			"", "https://wire.example/2026/flash", Options{})
		if err != nil {
			t.Fatal(err)
		}
		if page.Text != want {
			t.Errorf("%q, want %q", page.Text, want)
		}
	}
}
