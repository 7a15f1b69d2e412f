package scrape

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"truceline/scrape/prose"
	"truceline/scrape/web"
)

// TestMutatedInputBreaksNothing damages real input in the ways in which
// networks and editors do, and gives it to every parser. It is the quick
// relative of the fuzz targets; TRUCELINE_MUTATIONS sets how many.
func TestMutatedInputBreaksNothing(t *testing.T) {
	rounds, err := strconv.Atoi(os.Getenv("TRUCELINE_MUTATIONS"))
	if err != nil {
		rounds = 600
	}
	var seeds [][]byte
	for _, body := range fixtures(t) {
		seeds = append(seeds, body)
	}
	slices.SortFunc(seeds, slices.Compare) // one seed, one course
	for _, name := range []string{"wikipedia/wikitext/2026-09-18_top-bottom.abridged.wikitext", "wikipedia/current-events-md/2025-05-16.md",
		"gdelt/mentions2_20150218230000.sample.tsv", "govuk/content-api.speech-with-updates.json"} {
		for range 60 {
			seeds = append(seeds, fixture(t, name))
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	var slowest time.Duration
	for range rounds {
		body := mutate(random, seeds)
		started := time.Now()
		parseEverything(body)
		slowest = max(slowest, time.Since(started))
	}
	t.Logf("%d rounds, slowest %v", rounds, slowest)
}

// mutate cuts, doubles, swaps and dirties pieces of a seed.
func mutate(random *rand.Rand, seeds [][]byte) []byte {
	body := slices.Clone(seeds[random.IntN(len(seeds))])
	for range 1 + random.IntN(6) {
		if len(body) == 0 {
			return body
		}
		from := random.IntN(len(body))
		to := min(len(body), from+1+random.IntN(64))
		switch random.IntN(6) {
		case 0:
			body = body[:from]
		case 1:
			body = slices.Delete(body, from, to)
		case 2:
			body = slices.Insert(body, from, slices.Clone(body[from:to])...)
		case 3:
			body[from] = byte(random.IntN(256))
		case 4:
			body = slices.Insert(body, from, []byte("<>&\"'{}[]\x00\xff*=")[random.IntN(13)])
		case 5:
			other := seeds[random.IntN(len(seeds))]
			if len(other) > 0 {
				at := random.IntN(len(other))
				body = slices.Insert(body, from, other[at:min(len(other), at+64)]...)
			}
		}
	}
	return body
}

func parseEverything(body []byte) {
	answer := web.Answer{Body: body, URL: "https://e.org/x"}
	_, _ = parseFeed(body, "")
	_, _ = parseDayCopy(string(body), "2025-05-16")
	_ = wikiSections(string(body))
	_, _ = parseSitemap(answer)
	_, _ = mentionLeads(body)
	_, _ = unzipOne(body)
	if content, err := decodeJSON[govukContent](answer); err == nil {
		_, _ = content.page("https://e.org/x")
	}
	_, _ = prose.Read(body, "", "https://e.org/x", prose.Options{})
}
