package api

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"strings"
	"testing"

	"truceline/timeline"
)

// Pictures hold the titles that a frame lists, in lines that fit, and what a
// reader of a mail needs to find the rest.
func TestPicturesTellWhatAFrameLists(t *testing.T) {
	long := strings.Repeat("A title that goes on for longer than a line has room ", 8)
	a := newAPI(t, append(someEvents(), told("long", "2025-05-28", func(e *timeline.Event) { e.Title = long }),
		told("word", "2025-05-29", func(e *timeline.Event) { e.Title = strings.Repeat("<wörd>", 60) }))...)
	answer := a.get("/embed/timeline.svg?limit=30")
	if answer.Code != 200 || answer.Header().Get("Content-Type") != "image/svg+xml" || answer.Header().Get("Cross-Origin-Resource-Policy") != "cross-origin" {
		t.Fatalf("%d %v", answer.Code, answer.Header())
	}
	said := textsOf(t, answer.Body)
	for _, want := range []string{"Harbour dispute", "Second round in Port Alma", "week of 19", "planned", "CC-BY-4.0", "State of 10 June 2025", "https://truce.example/", "…"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in the picture: %s", want, said)
		}
	}
	for _, address := range []string{"/embed/timeline.png?limit=30", "/embed/timeline.png?theme=dark&status=planned", "/embed/timeline.png?q=nothing"} {
		picture, err := png.Decode(a.get(address).Body)
		if err != nil || picture.Bounds().Dx() != 2*pictureWidth {
			t.Errorf("%s: %v %v", address, picture, err)
		}
	}
	if again := a.get("/embed/timeline.png?limit=3", "If-None-Match", a.get("/embed/timeline.png?limit=3").Header().Get("ETag")); again.Code != 304 {
		t.Errorf("asked again: %d", again.Code)
	}
}

func TestHostileTextsStayTextsInPictures(t *testing.T) {
	a := newAPI(t, hostileEvents()...)
	for _, event := range hostileEvents() {
		drawing := a.get("/embed/timeline.svg?event=" + event.ID).Body
		textsOf(t, bytes.NewReader(drawing.Bytes()))
		if body := a.get("/embed/timeline.png?event=" + event.ID); body.Code != 200 {
			t.Errorf("%q: %d %s", event.Title, body.Code, body.Body)
		}
	}
}

// textsOf reads an SVG strictly: only shapes and texts may be in it.
func textsOf(t *testing.T, drawing io.Reader) string {
	t.Helper()
	var said strings.Builder
	d := xml.NewDecoder(drawing)
	for {
		token, err := d.Token()
		if err == io.EOF {
			return said.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !strings.Contains(" svg title rect path text ", " "+token.Name.Local+" ") {
				t.Errorf("<%s> in a picture", token.Name.Local)
			}
		case xml.CharData:
			said.WriteString(string(token) + " ")
		}
	}
}
