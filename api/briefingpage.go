package api

import (
	"net/url"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// briefingPage is everything that the page of a briefing shows.
type briefingPage struct {
	frame
	briefed
	Previous, Following string // names of the periods beside this one
	Forms, Query        string // address of the same briefing in other forms
	Lengths, Reviews    []briefingLink
	Bars                []briefingBar
}

// A briefingLink is a choice that the reader can make.
type briefingLink struct {
	Words, Href string
	Current     bool
}

// A briefingBar is a row of the table of numbers, drawn beside the longest.
type briefingBar struct {
	timeline.BriefingCount
	Most int
}

// showBriefing answers a period's page: complete without script.
func (s *server) showBriefing(c *gin.Context) (*page, error) {
	choice, err := briefingChoice(c, c.Param("id"), false)
	if err != nil {
		return nil, err
	}
	briefing, err := Brief(c.Request.Context(), s.store, s.topic, choice, s.now(), s.address(c, ""))
	if err != nil {
		return nil, err
	}
	return s.briefingPage(c, briefing, choice, "/briefing/"+briefing.Name)
}

// briefingPage lays a briefing out on the page that stands at the address at.
func (s *server) briefingPage(c *gin.Context, briefing Published, choice BriefingChoice, at string) (*page, error) {
	path := "/briefing/" + briefing.Name
	data := briefingPage{
		frame:    s.frame(c, "briefing", briefing.Title, at),
		briefed:  briefingView(briefing, s.address(c, "")),
		Previous: choice.Period.Next(-1).Name(), Following: choice.Period.Next(1).Name(),
		Forms: "/api/v1/briefings/" + briefing.Name, Query: choice.query(choice.Length),
	}
	data.Feeds = append(editionLinks(), data.Feeds...)
	for _, length := range []int{3, 7, 0} {
		words := map[int]string{3: "3 events", 7: "7 events", 0: "all events"}[length]
		data.Lengths = append(data.Lengths, briefingLink{words, path + choice.query(length), length == choice.Length})
	}
	for _, reviewed := range []bool{false, true} {
		other := choice
		other.Reviewed = reviewed
		words := map[bool]string{false: "all", true: "reviewed by a person"}[reviewed]
		data.Reviews = append(data.Reviews, briefingLink{words, path + other.query(choice.Length), reviewed == choice.Reviewed})
	}
	most := 1
	for _, n := range briefing.Numbers {
		most = max(most, n.Events)
	}
	for _, n := range briefing.Numbers {
		data.Bars = append(data.Bars, briefingBar{n, most})
	}
	data.JSONLD = ld{"@context": "https://schema.org", "@type": "Report", "@id": data.Canonical, "url": data.Canonical, "name": briefing.Title}
	return s.render("briefing", data)
}

// query is the choice as parameters of an address, with another length.
func (choice BriefingChoice) query(length int) string {
	values := url.Values{}
	if length > 0 {
		values.Set("length", map[int]string{3: "3", 7: "7"}[length])
	}
	if choice.Reviewed {
		values.Set("reviewed", "1")
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

// briefingSite keeps a page per choice, unlike pages without parameters.
func (s *server) briefingSite(show func(*gin.Context) (*page, error)) gin.HandlerFunc {
	how := manner{s.version, func(c *gin.Context) string { return s.address(c, c.Request.URL.RequestURI()) }, s.failPage}
	kept := s.keep(how, show)
	return func(c *gin.Context) {
		c.Header("Content-Security-Policy", pagePolicy)
		kept(c)
	}
}
