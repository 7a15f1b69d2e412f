package api

import (
	"encoding/xml"
	"fmt"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"

	"truceline/frontend"
	"truceline/timeline"
)

// The picture's measures, in pixels; a PNG has twice as many each way.
const (
	pictureWidth  = 640
	pictureEdge   = 24
	pictureIndent = 60 // where the texts begin, right of the rail
	pictureRail   = 36
	pictureMost   = 30 // events
	pictureLines  = 3  // of one title
)

// A picture is a timeline for mail and other places that run nothing: its
// shapes as SVG, its texts apart, so that one layout serves both formats.
type picture struct {
	title   string
	colours map[string]string
	shapes  strings.Builder
	texts   []pictureText
	y       float64
}

// A pictureText stands with its baseline at y.
type pictureText struct {
	x, y, size float64
	bold       bool
	colour     string
	text       string
}

// showPicture answers what a frame of the same parameters lists.
func (s *server) showPicture(write func(*picture) (*page, error)) func(*gin.Context) (*page, error) {
	return func(c *gin.Context) (*page, error) {
		p := readParams(c.Request.URL.RawQuery)
		filter, event := s.filter(p), p.text("event")
		list := timeline.Page{Sort: timeline.ByWhen, Limit: p.number("limit", 1, pictureMost, 8)}
		if p.choice("order", "oldest", "newest") == "newest" {
			list.Sort = "-" + timeline.ByWhen
		}
		dark := p.choice("theme", "light", "dark") == "dark"
		if err := p.done(false); err != nil {
			return nil, err
		}
		data := framePage{frame: s.frame(c, "", s.frameTitle(filter), seenAt(c.Request.URL.Query())), AsOf: asOfWords(filter.AsOf)}
		if err := s.fillFrame(c.Request.Context(), &data, filter, list, event); err != nil {
			return nil, err
		}
		return write(s.draw(data, dark))
	}
}

// draw lays out the title, a row for each event on the rail, and what the
// picture must say of itself where it is seen without its page.
func (s *server) draw(data framePage, dark bool) *picture {
	p := &picture{title: oneLine(data.Title), colours: frontend.Tokens(dark), y: pictureEdge}
	p.paragraph(pictureEdge, 22, 2, true, "ink", data.Title)
	if data.AsOf != "" {
		p.paragraph(pictureEdge, 13, 1, false, "mute", "As known on "+data.AsOf)
	}
	p.y += 8
	top := p.y
	for _, row := range data.Lines {
		p.row(row)
	}
	if len(data.Lines) == 0 {
		p.paragraph(pictureEdge, 15, 1, false, "ink", "No events match.")
	} else {
		rail := fmt.Sprintf(`<path d="M%d %.1fV%.1f" stroke="%s" stroke-width="1" fill="none"/>`, pictureRail, top, p.y-8, p.colours["line"])
		marks := p.shapes.String()
		p.shapes.Reset()
		p.shapes.WriteString(rail + marks) // the marks stand on the rail
	}
	p.y += 4
	if data.More != "" {
		p.paragraph(pictureIndent, 13, 1, false, "mute", data.More)
	}
	p.paragraph(pictureEdge, 12, 2, false, "mute", "Truceline: "+data.TopicTitle+". "+data.Canonical)
	p.paragraph(pictureEdge, 12, 2, false, "mute", data.Licence+". State of "+s.now().UTC().Format("2 January 2006")+".")
	p.y += pictureEdge - 8
	return p
}

func (p *picture) row(row line) {
	p.mark(row, p.y+11)
	when := row.When
	if row.PlaceWords != "" {
		when += " · " + row.PlaceWords
	}
	p.paragraph(pictureIndent, 13, 2, false, "mute", when)
	p.paragraph(pictureIndent, 16, pictureLines, true, "ink", row.Event.Title)
	said := []string{row.TypeLabel}
	if row.Event.Status != timeline.Happened {
		said = append(said, row.StatusWords)
	}
	said = append(append(said, row.FlagWords...), row.Corroboration)
	p.paragraph(pictureIndent, 13, 2, false, "mute", strings.Join(said, " · "))
	p.y += 12
}

// mark draws an event's mark: filled where it happened or is claimed, hollow
// with its own line otherwise.
func (p *picture) mark(row line, y float64) {
	ground, colour := p.colours["bg"], or(p.colours[row.Family], p.colours["proc"])
	fill, dash := ground, ""
	switch row.Event.Status {
	case timeline.Happened, timeline.Claimed:
		fill = colour
	case timeline.Planned, timeline.Postponed:
		dash = ` stroke-dasharray="3 2"`
	case timeline.Proposed:
		dash = ` stroke-dasharray="1 2"`
	}
	fmt.Fprintf(&p.shapes, `<path transform="translate(%d %.1f)" d="M-11 -11H11V11H-11Z" fill="%s"/>`, pictureRail, y, ground)
	fmt.Fprintf(&p.shapes, `<path transform="translate(%d %.1f)" d="%s" fill="%s" stroke="%s" stroke-width="1.5"%s/>`, pictureRail, y, row.Outline, fill, colour, dash)
	if row.Event.Status == timeline.Rejected || row.Event.Status == timeline.Cancelled {
		fmt.Fprintf(&p.shapes, `<path transform="translate(%d %.1f)" d="M-8 8L8 -8" stroke="%s" stroke-width="1.5" fill="none"/>`, pictureRail, y, colour)
	}
}

// paragraph sets text in lines of the given size, at most so many.
func (p *picture) paragraph(x, size float64, most int, bold bool, colour, text string) {
	for _, said := range wrapped(oneLine(text), size, bold, pictureWidth-pictureEdge-x, most) {
		p.y += size * 1.35
		p.texts = append(p.texts, pictureText{x, p.y - size*.3, size, bold, p.colours[colour], said})
	}
}

// svg writes the picture; without its texts for a rasteriser that sets them
// itself.
func (p *picture) svg(texts bool) []byte {
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%.0f" viewBox="0 0 %d %.0f" role="img" font-family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif">`,
		pictureWidth, p.y, pictureWidth, p.y)
	if texts {
		fmt.Fprintf(&out, "<title>%s</title>", xmlText(p.title))
	}
	fmt.Fprintf(&out, `<rect x="0" y="0" width="%d" height="%.0f" fill="%s"/>%s`, pictureWidth, p.y, p.colours["bg"], p.shapes.String())
	for _, t := range p.texts {
		if !texts {
			break
		}
		weight := ""
		if t.bold {
			weight = ` font-weight="600"`
		}
		fmt.Fprintf(&out, `<text x="%.1f" y="%.1f" font-size="%.0f"%s fill="%s">%s</text>`, t.x, t.y, t.size, weight, t.colour, xmlText(t.text))
	}
	out.WriteString("</svg>\n")
	return []byte(out.String())
}

func xmlText(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a Builder takes everything
	return out.String()
}

func writeSVG(p *picture) (*page, error) {
	return &page{contentType: "image/svg+xml", plain: p.svg(true)}, nil
}

// drawing lets one picture be rasterised at a time: each takes megabytes.
var drawing sync.Mutex

func writePNG(p *picture) (*page, error) {
	drawing.Lock()
	defer drawing.Unlock()
	body, err := p.png()
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return &page{contentType: "image/png", plain: body}, nil
}
