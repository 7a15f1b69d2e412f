package topics_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/topics"
)

func TestTheTopicIsSound(t *testing.T) {
	topic, err := topics.Load(topics.Embedded(), topics.Default)
	if err != nil {
		t.Fatal(err)
	}
	if len(topic.Types) != 18 || len(topic.Baseline) != 420 {
		t.Errorf("%d types and %d curated events, want 18 and 420", len(topic.Types), len(topic.Baseline))
	}
	citations := 0
	for _, event := range topic.Baseline {
		citations += len(event.Reports)
	}
	if citations != 1056 {
		t.Errorf("%d citations, want 1056", citations)
	}
}

func TestCuratedDatesKeepTheirPrecision(t *testing.T) {
	topic, err := topics.Load(topics.Embedded(), topics.Default)
	if err != nil {
		t.Fatal(err)
	}
	for _, event := range topic.Baseline {
		if event.When.Precision == "week" && event.When.Days() != 7 {
			t.Errorf("%s: a week of %d days", event.ID, event.When.Days())
		}
		if event.When.Precision == "day" && event.When.Start != event.When.End && !event.When.Lasting {
			t.Errorf("%s: a span of exact days that is neither doubt nor duration", event.ID)
		}
	}
}

// spoiled is the real topic with one file changed.
func spoiled(t *testing.T, file, old, new string) fs.FS {
	t.Helper()
	copied := fstest.MapFS{}
	err := fs.WalkDir(topics.Embedded(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(topics.Embedded(), path)
		copied[path] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	whole := string(copied["ukraine/"+file].Data)
	if !strings.Contains(whole, old) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	copied["ukraine/"+file].Data = []byte(strings.Replace(whole, old, new, 1))
	return copied
}

func TestFaultsNameFileIDAndField(t *testing.T) {
	tests := []struct{ name, file, old, new, want string }{
		{"unknown family", "topic.yaml", "family: ground, shape: drop", "family: grund, shape: drop", `topic.yaml: humanitarian: family: "grund" is not among the families`},
		{"feast of no day", "topic.yaml", "Russia Day, day: 06-12", "Russia Day, day: 06-31", `topic.yaml: Russia Day: day: "06-31" is no day of a year`},
		{"unknown key", "topic.yaml", "title: Ukraine", "titel: Ukraine", `unknown field "titel"`},
		{"unknown role", "sources.yaml", "role: aggregator", "role: agregator", `sources.yaml: wp-current: role: "agregator" is none of`},
		{"bad schedule", "sources.yaml", `"17 5,17 * * *"`, `"hourly"`, `sources.yaml: wp-current: schedule: "hourly" is not five cron fields`},
		{"bad zone", "sources.yaml", "zone: Europe/London", "zone: Europe/Londn", `sources.yaml: govuk: zone: "Europe/Londn" is not a time zone`},
		{"doubled id", "threads.yaml", "- id: pre-invasion-diplomacy", "- id: minsk", `threads.yaml: minsk: id: stands twice`},
		{"office ends early", "actors.yaml", "from: 2020-03-04", "from: 2025-03-04", `actors.yaml: dmytro-kuleba: offices: Foreign Minister ends on 2024-09-05, before it begins`},
		{"no code of a member", "actors.yaml", "members: [DE, FR, GB]", "members: [DE, France, GB]", `actors.yaml: e3: members: "France" is no code of a country`},
		{"unknown actor", "baseline.jsonl", `"actor": "osce"`, `"actor": "osze"`, `baseline.jsonl: 2014-09-05-minsk-protocol: actors: "osze" is not known`},
		{"no such day", "baseline.jsonl", `"start": "2014-09-05"`, `"start": "2014-09-31"`, `baseline.jsonl: 2014-09-05-minsk-protocol: start: "2014-09-31" is not a day`},
		{"unknown field", "baseline.jsonl", `"significance"`, `"signifikance"`, `baseline.jsonl: line 1: json: unknown field "signifikance"`},
		{"broken line", "baseline.jsonl", `{"id"`, `{"id`, `baseline.jsonl: line 1`},
		{"place off the globe", "places.yaml", "lat: 50.45", "lat: 95.45", `places.yaml: kyiv: lat: 95.45, 30.52 is not on the globe`},
		{"held by its own", "places.yaml", "held: [{country: RU", "held: [{country: UA", `held.country: "UA" is not the code of another country`},
		{"held by nobody known", "places.yaml", "held: [{country: RU", "held: [{country: ru", `held.country: "ru" is not the code of another country`},
		{"held on no such day", "places.yaml", "from: 2022-03-02, until: 2022-11-11", "from: 2022-03-32, until: 2022-11-11", `places.yaml: kherson: held.from: "2022-03-32" is not a day`},
		{"held backwards", "places.yaml", "from: 2022-03-02, until: 2022-11-11", "from: 2022-11-11, until: 2022-03-02", `places.yaml: kherson: held: ends on 2022-03-02, not after it begins`},
		{"held twice at a time", "places.yaml", "from: 2022-03-02, until: 2022-11-11}", "from: 2022-03-02}, {country: RU, from: 2022-11-11}", `places.yaml: kherson: held: the time from 2022-11-11 begins before the one before it ends`},
		{"held without a first day", "places.yaml", "from: 2022-03-02, until: 2022-11-11", "until: 2022-11-11", `places.yaml: kherson: held.from: is missing`},
		{"a country held", "places.yaml", "  kind: country\n  country: UA", "  kind: country\n  country: UA\n  held: [{country: RU, from: 2022-03-02}]", `places.yaml: ukraine: held: only a place that belongs`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := topics.Load(spoiled(t, test.file, test.old, test.new), topics.Default)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestAnAbsentTopicIsNamed(t *testing.T) {
	_, err := topics.Load(topics.Embedded(), "atlantis")
	if err == nil || !strings.Contains(err.Error(), `topic "atlantis"`) {
		t.Errorf("got %v", err)
	}
}
