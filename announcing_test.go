package main

import (
	"encoding/json"
	"html/template"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"truceline/api"
	"truceline/timeline"
)

// TestTitlesAreNoTemplatesInListmonk: it parses the body of a campaign as a
// template and runs it with the reader's data.
func TestTitlesAreNoTemplatesInListmonk(t *testing.T) {
	const hostile = `{{ .Subscriber.Email }} {{{{ end https://x.example@TrackLink {{ TrackView }}`
	edition := api.Published{Briefing: timeline.Briefing{
		Name: "2025-W20", Title: "Week 20 of 2025", Paragraph: []timeline.BriefingLine{{Text: hostile, Events: []string{"a"}, References: []int{1}}},
		References: []timeline.Reference{{Number: 1, Title: hostile, Outlet: hostile, URL: "https://x.example/{{.}}@TrackLink"}},
	}, Imprint: api.Imprint{Made: time.Date(2025, 5, 19, 6, 0, 0, 0, time.UTC)}}
	list, err := announceFlags{Listmonk: "https://mail.example", ListmonkLists: []int{3}}.promises(edition)
	if err != nil || len(list) != 1 {
		t.Fatalf("%v %v", list, err)
	}
	var campaign struct {
		Subject, Body string
		Type          string
		ContentType   string `json:"content_type"`
		Lists         []int
	}
	if err := json.Unmarshal([]byte(list[0].Body), &campaign); err != nil {
		t.Fatal(err)
	}
	if campaign.Type != "regular" || campaign.ContentType != "html" || len(campaign.Lists) != 1 || strings.Contains(campaign.Subject, "{{") {
		t.Errorf("%+v", campaign)
	}
	made, err := template.New("content").Parse(campaign.Body)
	if err != nil {
		t.Fatalf("listmonk would refuse the draft: %v", err)
	}
	var sent strings.Builder
	if err := made.Execute(&sent, struct{}{}); err != nil || sent.String() != campaign.Body || strings.Contains(campaign.Body, "@TrackLink") {
		t.Errorf("the body is run: %v\n%s", err, campaign.Body)
	}
	page, err := html.Parse(strings.NewReader(sent.String()))
	if err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for node := range page.Descendants() {
		if node.Type == html.TextNode {
			shown.WriteString(node.Data)
		}
	}
	if !strings.Contains(shown.String(), hostile) {
		t.Errorf("readers do not see the title as it is:\n%s", shown.String())
	}
}
