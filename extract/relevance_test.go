package extract_test

import "testing"

// A note of a sentence or two need not name the country that all the talks
// are about; anything else must.
func TestWhatSpeaksOfTheTopic(t *testing.T) {
	r := reader(t, ukraine(t))
	for text, read := range map[string]bool{
		"Donald Trump spoke by phone with Vladimir Putin on Wednesday.":                                               true,
		"The European Union today adopted its 19th package of sanctions against Russia.":                              true,
		"Vladimir Putin spoke by phone with Xi Jinping on Wednesday.":                                                 false,
		"Donald Trump spoke by phone with Vladimir Putin on Wednesday. They talked about the hostages held by Hamas.": false,
	} {
		if got := len(r.Read(article("2025-02-13", "A note", text))) > 0; got != read {
			t.Errorf("%q: read %v, want %v", text, got, read)
		}
	}
}
