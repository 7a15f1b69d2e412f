package extract_test

import (
	"testing"

	"truceline/timeline"
)

// What somebody denies, hopes for or is open to has not happened.
func TestWhatIsOnlyHopedFor(t *testing.T) {
	r := reader(t, ukraine(t))
	for _, text := range []string{
		"Ukraine denied on Tuesday that it had attacked Belgorod.",
		"The Kremlin denied that talks with Ukraine would be held on 20 June.",
		"Vladimir Putin signalled on Tuesday he was open to talks with Ukraine.",
		"Norway demanded on Tuesday that Russia declare a truce in Ukraine.",
		"Hopes for talks between Russia and Ukraine on Tuesday faded.",
	} {
		for _, report := range r.Read(article("2025-06-12", "", text)) {
			if report.Type != "statement" && report.Status != timeline.Proposed {
				t.Errorf("%s\nread %s", text, report.Type)
			}
		}
	}
}
