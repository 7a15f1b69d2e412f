package api

import (
	"net/http"
	"strings"
	"testing"

	"truceline/timeline"
)

func TestListsPageByPage(t *testing.T) {
	a := newAPI(t, someEvents()...)
	var ids []string
	address := "/api/v1/events?limit=2"
	for address != "" {
		list := read[eventList](a, address)
		if list.Total != 5 {
			t.Errorf("total %d, want 5", list.Total)
		}
		for _, event := range list.Events {
			ids = append(ids, event.ID)
		}
		address = ""
		if list.Next != nil {
			address = *list.Next
		}
	}
	if got, want := strings.Join(ids, " "), "may-1 may-16 week vote plan"; got != want {
		t.Errorf("events %s, want %s", got, want)
	}
}

func TestFiltersNarrowTheList(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for query, want := range map[string]string{
		"type=vote":                        "vote",
		"not.type=talks":                   "vote",
		"type=vote,talks&status=planned":   "plan",
		"from=2025-05-16&to=2025-05-22":    "may-16 week",
		"thread=rounds&sort=-when&limit=1": "plan",
		"precision=week":                   "week",
		"actor=anna&q=second":              "may-16",
		"source=herald.example&type=vote":  "vote",
		"as_of=2025-05-16":                 "may-1 may-16",
		"as_of=2025-04-30":                 "",
	} {
		list := read[eventList](a, "/api/v1/events?"+query)
		var ids []string
		for _, event := range list.Events {
			ids = append(ids, event.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

func TestTellsWhatLiesOutsideTheWindow(t *testing.T) {
	a := newAPI(t, someEvents()...)
	list := read[eventList](a, "/api/v1/events?from=2025-05-10&to=2025-05-20")
	if want := (outside{1, "2025-05-01"}); list.Before != want {
		t.Errorf("before: %v, want %v", list.Before, want)
	}
	if list.After.Count != 2 {
		t.Errorf("after: %v, want 2 events", list.After)
	}
}

func TestAnEventComesWithItsEvidence(t *testing.T) {
	a := newAPI(t, someEvents()...)
	event := read[eventDetail](a, "/api/v1/events/may-16")
	if len(event.Reports) != 1 || event.Reports[0].Article == nil || event.Reports[0].Quote == "" {
		t.Fatalf("reports: %+v", event.Reports)
	}
	if event.Row == nil || *event.Row != 1 || event.Revision != 1 || len(event.Revisions) != 1 {
		t.Errorf("row %v, revision %d, %d revisions", event.Row, event.Revision, len(event.Revisions))
	}
	if event.Names["herald.example"] != "The Herald" || event.Names["anna"] != "Anna Berg" {
		t.Errorf("names: %v", event.Names)
	}
	if row := read[eventDetail](a, "/api/v1/events/may-16?type=vote").Row; row != nil {
		t.Errorf("row %d under a filter that hides the event", *row)
	}
}

func TestAPlanWhoseDayIsPastHasNoKnownOutcome(t *testing.T) {
	a := newAPI(t, someEvents()...)
	if flags := read[eventDetail](a, "/api/v1/events/plan").Flags; len(flags) != 0 {
		t.Errorf("flags before the day: %v", flags)
	}
	a.clock = a.clock.AddDate(0, 1, 0)
	if flags := read[eventDetail](a, "/api/v1/events/plan").Flags; len(flags) != 1 || flags[0] != timeline.OutcomeUnknown {
		t.Errorf("flags after the day: %v", flags)
	}
}

func TestRefusesWhatItCannotUse(t *testing.T) {
	a := newAPI(t, someEvents()...)
	for address, want := range map[string]struct {
		status int
		field  string
	}{
		"/api/v1/events?colour=red":                      {400, "colour"},
		"/api/v1/events?from=yesterday":                  {400, "from"},
		"/api/v1/events?from=2025-02-30":                 {400, "from"},
		"/api/v1/events?from=2025-06-01&to=2025-05-01":   {400, "to"},
		"/api/v1/events?limit=201":                       {400, "limit"},
		"/api/v1/events?limit=ten":                       {400, "limit"},
		"/api/v1/events?type=party":                      {400, "type"},
		"/api/v1/events?actor=nobody":                    {400, "actor"},
		"/api/v1/events?not.place=nowhere":               {400, "not.place"},
		"/api/v1/events?sort=size":                       {400, "sort"},
		"/api/v1/events?as_of=then":                      {400, "as_of"},
		"/api/v1/events?from=2025-05-01&from=2025-05-02": {400, "from"},
		"/api/v1/events?cursor=%F0%28":                   {400, "cursor"},
		"/api/v1/events?q=%00":                           {400, "q"},
		"/api/v1/events?%zz":                             {400, ""},
		"/api/v1/density?bucket=year":                    {400, "bucket"},
		"/api/v1/events/index?rows=9-1":                  {400, "rows"},
		"/api/v1/events/index?rows=0-900":                {400, "rows"},
		"/api/v1/events/index?rows=0-400,401-501":        {400, "rows"},
		"/api/v1/events/index?rows=1,,2":                 {400, "rows"},
		"/api/v1/events/index?columns=titles":            {400, "columns"},
		"/api/v1/events/index?rows=0-1&version=0":        {409, ""},
		"/api/v1/changes":                                {400, "since"},
		"/api/v1/types?x=1":                              {400, "x"},
		"/api/v1/events/unknown":                         {404, ""},
		"/api/v1/threads/unknown":                        {404, ""},
		"/api/v1/actors/unknown":                         {404, ""},
		"/api/v1/sources/unknown":                        {404, ""},
		"/api/v1/nothing":                                {404, ""},
	} {
		answer := a.get(address)
		said := problemIn(t, answer)
		if answer.Code != want.status || said.Field != want.field || said.Message == "" || said.Code == "" {
			t.Errorf("GET %s: %d %+v, want %d for %q", address, answer.Code, said, want.status, want.field)
		}
	}
	if answer := a.do(http.MethodPost, "/api/v1/events"); answer.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST /api/v1/events: %d", answer.Code)
	}
}

func TestHitsStayInTheirQuote(t *testing.T) {
	long := strings.Repeat("Nothing of note happened. ", 30)
	a := newAPI(t, told("long", "2025-05-01", func(e *timeline.Event) { e.Reports[0].Quote = long + "A breakthrough came." }),
		told("mute", "2025-05-20", func(e *timeline.Event) {
			e.Reports[0].Quote, e.Reports[0].Article.SourceID = "A breakthrough nobody may quote.", "shy"
		}))
	list := read[eventList](a, "/api/v1/events?q=breakthrough")
	hit := list.Hits["long"]
	if len(hit.Marks) != 1 || hit.Text[hit.Marks[0][0]:hit.Marks[0][1]] != "breakthrough" || len([]rune(hit.Text)) > quoteShort {
		t.Errorf("hit: %+v", hit)
	}
	if _, ok := list.Hits["mute"]; ok || list.Total != 2 {
		t.Errorf("%d events, hits %v", list.Total, list.Hits)
	}
	if quote := read[eventDetail](a, "/api/v1/events/mute").Reports[0].Quote; quote != "" {
		t.Errorf("quote %q", quote)
	}
}

func TestPagesShowWhatWasKnown(t *testing.T) {
	a := newAPI(t, someEvents()...)
	if text := a.get("/e/may-1?as_of=2025-05-20").Body.String(); !strings.Contains(text, "As known on 20 May 2025") {
		t.Errorf("page: %s", text)
	}
	if answer := a.get("/e/may-1?as_of=2025-04-01"); answer.Code != http.StatusNotFound {
		t.Errorf("before it was known: %d", answer.Code)
	}
	if text := a.get("/t/rounds?as_of=2025-05-02").Body.String(); strings.Contains(text, "Second round") {
		t.Errorf("thread: %s", text)
	}
}

func TestIndexGivesAChoiceOfRowsInTheOrderAskedFor(t *testing.T) {
	a := newAPI(t, someEvents()...)
	var ids []string
	for _, row := range read[indexRows](a, "/api/v1/events/index?rows=4,0-1").Rows {
		ids = append(ids, row.ID)
	}
	if got, want := strings.Join(ids, " "), "plan may-1 may-16"; got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
}
