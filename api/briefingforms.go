package api

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"truceline/timeline"
)

// A BriefingForm is the form in which a briefing is written, by its ending.
type BriefingForm string

// briefingForms are the forms with their content types.
var briefingForms = map[BriefingForm]string{
	"json": typeJSON,
	"md":   "text/markdown; charset=utf-8",
	"html": typeHTML,
	"txt":  typeText,
}

// WriteBriefing writes a briefing as json, md, html or txt. Events are linked
// under base, the address of the site, where it is not empty.
func WriteBriefing(form BriefingForm, b Published, base string) ([]byte, error) {
	switch form {
	case "json":
		made, err := jsonPage(b)
		if err != nil {
			return nil, err
		}
		return made.plain, nil
	case "md":
		return []byte(briefingMarkdown(b, base)), nil
	case "html":
		var out bytes.Buffer
		if err := briefingHTML.Execute(&out, briefingView(b, base)); err != nil {
			return nil, fmt.Errorf("briefing as HTML: %w", err)
		}
		return out.Bytes(), nil
	case "txt":
		return []byte(briefingText(b, base)), nil
	}
	return nil, timeline.Invalidf("format", "%q is none of md, html, txt and json", form)
}

// A briefed is a briefing laid out for reading: the same for every form.
type briefed struct {
	Briefing Published
	Address  string // of its page, "" where there is no site
	Base     string
	Sections []briefedSection
	Sources  []briefedSource
}

// A briefedSection is a heading with groups of lines; one that would be
// empty is left out, and Briefing.Silence tells of it.
type briefedSection struct {
	Heading string
	Prose   bool // its lines are sentences of one paragraph
	Groups  []briefedGroup
}

type briefedGroup struct {
	Heading string
	Lines   []briefedLine
}

// A briefedLine links its references to their pages.
type briefedLine struct {
	Text  string
	Alone string // without the line before it, where that differs
	Event string // address of the event's page, "" where there is no site
	Marks []briefedSource
}

// A briefedSource is a reference with its words.
type briefedSource struct {
	Number  int
	URL     string // "" where it does not lead to the web
	Words   string
	Archive string
}

func briefingView(b Published, base string) briefed {
	v := briefed{Briefing: b, Base: base, Address: b.Imprint.Address}
	for _, r := range b.References {
		v.Sources = append(v.Sources, sourceOf(r))
	}
	one := func(lines []timeline.BriefingLine) []briefedGroup {
		if len(lines) == 0 {
			return nil
		}
		return v.groups([]timeline.BriefingGroup{{Lines: lines}})
	}
	v.Sections = []briefedSection{
		{Heading: "In one paragraph", Prose: true, Groups: one(b.Paragraph)},
		{Heading: "Happened", Groups: v.groups(b.Happened)},
		{Heading: "Planned and announced", Groups: one(b.Planned)},
		{Heading: "Refused, cancelled or put off", Groups: one(b.Refused)},
		{Heading: b.CorrectionsHeading(), Groups: one(b.Corrections)},
	}
	v.Sections = slices.DeleteFunc(v.Sections, func(s briefedSection) bool { return len(s.Groups) == 0 })
	return v
}

func (v briefed) groups(groups []timeline.BriefingGroup) []briefedGroup {
	var list []briefedGroup
	for _, group := range groups {
		made := briefedGroup{Heading: group.Heading}
		for _, line := range group.Lines {
			made.Lines = append(made.Lines, v.line(line))
		}
		list = append(list, made)
	}
	return list
}

func (v briefed) line(line timeline.BriefingLine) briefedLine {
	made := briefedLine{Text: oneLine(line.Text), Alone: oneLine(line.Alone)}
	if v.Base != "" && len(line.Events) > 0 {
		made.Event = view{Base: v.Base}.event(line.Events[0])
	}
	for _, n := range line.References {
		made.Marks = append(made.Marks, v.Sources[n-1])
	}
	return made
}

func sourceOf(r timeline.Reference) briefedSource {
	s := briefedSource{Number: r.Number, URL: webAddress(r.URL)}
	words := []string{oneLine(r.Outlet)}
	if r.Title != "" {
		words = append(words, "“"+oneLine(r.Title)+"”")
	}
	if r.Published != "" {
		words = append(words, r.Published.Words())
	}
	s.Words = strings.Join(words, ", ")
	if s.URL != "" {
		s.Archive = archived(s.URL, r.Published.Time())
	}
	return s
}

// NumberRows are the lines of "In numbers"; families without any event now or
// in the middle of the weeks before are left out.
func (v briefed) NumberRows() []string {
	rows := []string{}
	for _, n := range v.Briefing.Numbers {
		if n.Events > 0 || n.Median > 0 {
			rows = append(rows, oneLine(n.Label)+": "+n.Words())
		}
	}
	if len(rows) == 0 {
		rows = append(rows, v.NoNumbers())
	}
	return rows
}

// NoNumbers is said in place of rows that would all be nothing.
func (briefed) NoNumbers() string { return "No events (median 0 in every family)" }

func briefingMarkdown(b Published, base string) string {
	v := briefingView(b, base)
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n", markdownText(b.Title))
	for _, note := range b.Notes {
		fmt.Fprintf(&out, "*%s*\n\n", markdownText(note))
	}
	marks := func(line briefedLine) string { return markdownMarks(line.Marks) }
	for _, section := range v.Sections {
		v.section(&out, section, "## ", "### ", markdownText, marks)
	}
	if said := b.Silence(); said != "" {
		fmt.Fprintf(&out, "%s\n\n", markdownText(said))
	}
	fmt.Fprintf(&out, "## In numbers\n\n%s\n\n", markdownText(b.Counting()))
	for _, row := range v.NumberRows() {
		fmt.Fprintf(&out, "- %s\n", markdownText(row))
	}
	if len(v.Sources) > 0 {
		out.WriteString("\n## References\n\n")
	}
	for _, s := range v.Sources {
		fmt.Fprintf(&out, "%d. %s", s.Number, markdownText(s.Words))
		if s.URL != "" {
			fmt.Fprintf(&out, ": [%s](%s)", markdownText(s.URL), markdownAddress.Replace(s.URL))
		}
		out.WriteString("\n")
	}
	fmt.Fprintf(&out, "\n%s\n", markdownText(b.Imprint.Words()))
	if v.Address != "" {
		fmt.Fprintf(&out, "\n[%s](%s)\n", markdownText(v.Address), markdownAddress.Replace(v.Address))
	}
	return out.String()
}

// section writes a section as Markdown or as plain text.
func (v briefed) section(out *strings.Builder, s briefedSection, first, second string, text func(string) string, marks func(briefedLine) string) {
	out.WriteString(first + text(s.Heading) + "\n\n")
	for _, group := range s.Groups {
		if group.Heading != "" {
			out.WriteString(second + text(group.Heading) + "\n\n")
		}
		for i, line := range group.Lines {
			switch {
			case !s.Prose:
				out.WriteString("- " + text(line.Text) + marks(line) + "\n")
			case i > 0:
				out.WriteString(" " + text(line.Text) + marks(line))
			default:
				out.WriteString(text(line.Text) + marks(line))
			}
		}
		if s.Prose {
			out.WriteString("\n")
		}
		out.WriteString("\n")
	}
}

func markdownMarks(marks []briefedSource) string {
	list := ""
	for _, m := range marks {
		mark := `\[` + strconv.Itoa(m.Number) + `\]`
		if m.URL != "" {
			mark = "[" + mark + "](" + markdownAddress.Replace(m.URL) + ")"
		}
		list += " " + mark
	}
	return list
}

func briefingText(b Published, base string) string {
	v := briefingView(b, base)
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n\n", oneLine(b.Title))
	for _, note := range b.Notes {
		fmt.Fprintf(&out, "%s\n\n", oneLine(note))
	}
	for _, section := range v.Sections {
		section.Heading = strings.ToUpper(section.Heading)
		v.section(&out, section, "", "", oneLine, func(line briefedLine) string { return textMarks(line.Marks) })
	}
	if said := b.Silence(); said != "" {
		fmt.Fprintf(&out, "%s\n\n", said)
	}
	fmt.Fprintf(&out, "IN NUMBERS\n\n%s\n\n", b.Counting())
	for _, row := range v.NumberRows() {
		fmt.Fprintf(&out, "- %s\n", row)
	}
	if len(v.Sources) > 0 {
		out.WriteString("\nREFERENCES\n\n")
	}
	for _, s := range v.Sources {
		fmt.Fprintf(&out, "[%d] %s", s.Number, s.Words)
		if s.URL != "" {
			fmt.Fprintf(&out, ": %s", s.URL)
		}
		out.WriteString("\n")
	}
	fmt.Fprintf(&out, "\n%s\n", oneLine(b.Imprint.Words()))
	if v.Address != "" {
		fmt.Fprintf(&out, "%s\n", v.Address)
	}
	return out.String()
}

func textMarks(marks []briefedSource) string {
	if len(marks) == 0 {
		return ""
	}
	numbers := make([]string, len(marks))
	for i, m := range marks {
		numbers[i] = strconv.Itoa(m.Number)
	}
	return " [" + strings.Join(numbers, ", ") + "]"
}

// briefingHTML holds headings, paragraphs, lists and links alone: what the
// editors of newsletters keep.
var briefingHTML = template.Must(template.New("briefing").Parse(`{{define "marks"}}{{range .Marks}} {{if .URL}}<a href="{{.URL}}">[{{.Number}}]</a>{{else}}[{{.Number}}]{{end}}{{end}}{{end -}}
<h1>{{.Briefing.Title}}</h1>
{{range .Briefing.Notes}}<p>{{.}}</p>
{{end}}{{range .Sections}}<h2>{{.Heading}}</h2>
{{$prose := .Prose}}{{range .Groups}}{{with .Heading}}<h3>{{.}}</h3>
{{end}}{{if $prose}}<p>{{range $n, $line := .Lines}}{{if $n}} {{end}}{{.Text}}{{template "marks" .}}{{end}}</p>
{{else}}<ul>
{{range .Lines}}<li>{{.Text}}{{template "marks" .}}</li>
{{end}}</ul>
{{end}}{{end}}{{end}}{{with .Briefing.Silence}}<p>{{.}}</p>
{{end}}<h2>In numbers</h2>
<p>{{.Briefing.Counting}}</p>
<ul>
{{range .NumberRows}}<li>{{.}}</li>
{{end}}</ul>
{{if .Sources}}<h2>References</h2>
<ol>
{{range .Sources}}<li>{{if .URL}}<a href="{{.URL}}">{{.Words}}</a>{{else}}{{.Words}}{{end}}</li>
{{end}}</ol>
{{end}}<p>{{.Briefing.Imprint.Words}}</p>
{{with .Address}}<p><a href="{{.}}">{{.}}</a></p>
{{end}}`))
