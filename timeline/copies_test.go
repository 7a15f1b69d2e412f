package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"truceline/timeline"
)

// prose makes a text of n words that no other seed makes.
func prose(seed uint64, n int) string {
	rng := rand.New(rand.NewPCG(seed, 3))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("word%d", rng.IntN(2000))
	}
	return strings.Join(words, " ")
}

func TestReprintsAreFound(t *testing.T) {
	agency := prose(1, 500)
	for name, test := range map[string]struct {
		text string
		copy bool
	}{
		"the same":                        {agency, true},
		"in other capitals and commas":    {strings.ToUpper(strings.ReplaceAll(agency, " ", ", ")), true},
		"cut in half":                     {agency[:len(agency)/2], true},
		"with a line at the top":          {"From our own desk in the capital. " + agency, true},
		"with as much again of one's own": {agency + " " + prose(2, 500), true},
		"another text":                    {prose(3, 500), false},
		"a quotation of sixty words":      {prose(4, 250) + strings.Join(strings.Fields(agency)[:60], " ") + prose(5, 200), false},
		"too short to tell":               {strings.Join(strings.Fields(agency)[:12], " "), false},
		"empty":                           {"", false},
	} {
		share := timeline.Contained(timeline.Sketch(agency), timeline.Sketch(test.text))
		if got := share >= 0.55; got != test.copy {
			t.Errorf("%s: %.2f contained", name, share)
		}
	}
}

func TestTheFirstPublishedIsTheOriginal(t *testing.T) {
	at := time.Date(2025, 5, 16, 12, 0, 0, 0, time.UTC)
	text := timeline.Sketch(prose(1, 300))
	wire := timeline.Article{ID: "w", URL: "w", Published: at, Role: timeline.RoleWire, Sketch: text}
	copied := timeline.Article{ID: "c", URL: "c", Published: at.Add(time.Hour), Sketch: text, CopyOf: "w"}
	later := timeline.Article{ID: "l", URL: "l", Published: at.Add(2 * time.Hour), Sketch: text}
	own := timeline.Article{ID: "o", URL: "o", Published: at, Sketch: timeline.Sketch(prose(2, 300))}
	around := []timeline.Article{own, copied, wire, later}
	for article, want := range map[*timeline.Article]string{&wire: "", &later: "w", &own: "", &copied: "w"} {
		if got := timeline.CopyOf(*article, around); got != want {
			t.Errorf("%s is a copy of %q, not %q", article.ID, got, want)
		}
	}
}

func TestCorroborationCountsVoices(t *testing.T) {
	report := func(id, host, group string, role timeline.Role, copyOf, via string) timeline.Report {
		return timeline.Report{ID: id, Article: &timeline.Article{ID: id, Publisher: host, OwnerGroup: group, Role: role, CopyOf: copyOf, Via: via}}
	}
	wire := report("w", "wire.example", "Wire", timeline.RoleWire, "", "")
	for name, test := range map[string]struct {
		reports []timeline.Report
		want    timeline.Corroboration
	}{
		"an agency and three reprints": {[]timeline.Report{wire,
			report("a", "a.example", "A", timeline.RoleOutlet, "w", ""), report("b", "b.example", "B", timeline.RoleOutlet, "w", ""), report("c", "c.example", "C", timeline.RoleOutlet, "w", "")},
			timeline.Corroboration{Reports: 4, Sources: 4, Independent: 1, Copies: 3}},
		"reprints without the agency": {[]timeline.Report{report("a", "a.example", "A", timeline.RoleOutlet, "w", ""), report("b", "b.example", "B", timeline.RoleOutlet, "w", "")},
			timeline.Corroboration{Reports: 2, Sources: 2, Independent: 1, Copies: 1}},
		"two papers of one owner": {[]timeline.Report{report("a", "a.example", "A", timeline.RoleOutlet, "", ""), report("b", "b.example", "A", timeline.RoleOutlet, "", "")},
			timeline.Corroboration{Reports: 2, Sources: 2, Independent: 1}},
		"an unknown page": {[]timeline.Report{wire, report("u", "u.example", "", timeline.RoleUnknown, "", "")},
			timeline.Corroboration{Reports: 2, Sources: 2, Independent: 1, Unknown: 1}},
		"an outlet whose owner is not known": {[]timeline.Report{wire, report("u", "u.example", "", timeline.RoleOutlet, "", "")},
			timeline.Corroboration{Reports: 2, Sources: 2, Independent: 1, Unknown: 1}},
		"by way of an encyclopaedia": {[]timeline.Report{wire, report("p", "pedia.example", "Pedia", timeline.RoleAggregator, "", "Pedia")},
			timeline.Corroboration{Reports: 2, Sources: 2, Independent: 1}},
	} {
		if got := timeline.Corroborate(test.reports); got != test.want {
			t.Errorf("%s: %+v, not %+v", name, got, test.want)
		}
	}
}
