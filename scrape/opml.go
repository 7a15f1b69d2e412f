package scrape

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"truceline/scrape/web"
	"truceline/timeline"
)

const maxOutlines = 5000

// opml is the list of subscriptions that feed readers exchange.
// http://opml.org/spec2.opml
type opml struct {
	XMLName  xml.Name      `xml:"opml"`
	Version  string        `xml:"version,attr"`
	Title    string        `xml:"head>title"`
	Outlines []opmlOutline `xml:"body>outline"`
}

type opmlOutline struct {
	Text     string        `xml:"text,attr"`
	Title    string        `xml:"title,attr,omitempty"`
	Type     string        `xml:"type,attr,omitempty"`
	Feed     string        `xml:"xmlUrl,attr,omitempty"`
	Page     string        `xml:"htmlUrl,attr,omitempty"`
	Language string        `xml:"language,attr,omitempty"`
	Outlines []opmlOutline `xml:"outline"`
}

// UnmarshalXML takes attributes however they are cased: some readers write
// XMLURL or xmlurl.
func (o *opmlOutline) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	for i := range start.Attr {
		for _, name := range []string{"text", "title", "type", "xmlUrl", "htmlUrl", "language"} {
			if strings.EqualFold(start.Attr[i].Name.Local, name) {
				start.Attr[i].Name.Local = name
			}
		}
	}
	type plain opmlOutline // without this method
	return d.DecodeElement((*plain)(o), &start)
}

// ReadOPML reads the feeds of a list of subscriptions as entries that assume
// nothing about their publishers. Folders are passed through, repeated feeds
// are taken once.
func ReadOPML(from io.Reader) ([]timeline.Source, error) {
	body, err := io.ReadAll(io.LimitReader(from, web.MaxBody+1))
	if err != nil {
		return nil, fmt.Errorf("read OPML: %w", err)
	}
	if len(body) > web.MaxBody {
		return nil, fmt.Errorf("read OPML: the file is larger than %d MB", web.MaxBody>>20)
	}
	text := undeclare(web.Decode(body, ""))
	if err := checkShape(text); err != nil {
		return nil, fmt.Errorf("read OPML: %w", err)
	}
	if text == "" {
		return nil, errors.New("read OPML: the file is empty")
	}
	var list opml
	if err := xml.Unmarshal([]byte(text), &list); err != nil {
		if err := xml.Unmarshal([]byte(repair(text)), &list); err != nil {
			return nil, errors.New("read OPML: this is not a list of subscriptions: its first element is not opml")
		}
	}
	var sources []timeline.Source
	collect(list.Outlines, &sources)
	if len(sources) == 0 {
		return nil, errors.New("read OPML: the list names no feed that can be read")
	}
	return sources, nil
}

func collect(outlines []opmlOutline, sources *[]timeline.Source) {
	for _, o := range outlines {
		address := resolve(o.Feed, o.Feed)
		known := slices.ContainsFunc(*sources, func(s timeline.Source) bool { return s.URL == address })
		if address != "" && !known && len(*sources) < maxOutlines {
			src := proposal("feed", address, o.Title, o.Text, shortLanguage(o.Language), "")
			src.Homepage = resolve(o.Page, o.Page)
			src.ID = FreeID(src.ID, *sources)
			*sources = append(*sources, src)
		}
		collect(o.Outlines, sources)
	}
}

// FreeID numbers an id that is taken: several feeds of one host would share it.
func FreeID(id string, taken []timeline.Source) string {
	for n, candidate := 2, id; ; n++ {
		if !slices.ContainsFunc(taken, func(s timeline.Source) bool { return s.ID == candidate }) {
			return candidate
		}
		candidate = fmt.Sprintf("%s-%d", id, n)
	}
}

// WriteOPML writes the feeds among the sources as a list of subscriptions.
func WriteOPML(to io.Writer, title string, sources []timeline.Source) error {
	list := opml{Version: "2.0", Title: title}
	for _, src := range sources {
		if src.Kind == "feed" {
			list.Outlines = append(list.Outlines, opmlOutline{Text: src.Name, Title: src.Name, Type: "rss", Feed: src.URL, Page: src.Homepage, Language: src.Language})
		}
	}
	if _, err := io.WriteString(to, xml.Header); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	encoder := xml.NewEncoder(to)
	encoder.Indent("", "  ")
	if err := encoder.Encode(list); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	return nil
}
