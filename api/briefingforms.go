package api

import (
	"bytes"
	"fmt"
	"html/template"
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
func WriteBriefing(form BriefingForm, b timeline.Briefing, base string) ([]byte, error) {
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
	Briefing timeline.Briefing
	Address  string // of its page, "" where there is no site
	Base     string
	Sections []briefedSection
	Sources  []briefedSource
}

// A briefedSection is a heading with groups of lines, or what stands there
// when there are none.
type briefedSection struct {
	Heading string
	Prose   bool // its lines are sentences of one paragraph
	Groups  []briefedGroup
	Empty   string
}

type briefedGroup struct {
	Heading string
	Lines   []briefedLine
}

// A briefedLine links its references to their pages.
type briefedLine struct {
	Text  string
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

func briefingView(b timeline.Briefing, base string) briefed {
	v := briefed{Briefing: b, Base: base}
	if base != "" {
		v.Address = base + "/briefing/" + b.Name
	}
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
		{Heading: "Happened", Groups: v.groups(b.Happened), Empty: "Nothing is recorded."},
		{Heading: "Planned and announced", Groups: one(b.Planned), Empty: "Nothing is recorded as planned for the coming weeks."},
		{Heading: "Refused, cancelled or put off", Groups: one(b.Refused), Empty: "Nothing is recorded."},
		{Heading: "Corrections to earlier weeks", Groups: one(b.Corrections), Empty: "None."},
	}
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
	made := briefedLine{Text: oneLine(line.Text)}
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

// numberRows are the lines of "In numbers".
func (v briefed) NumberRows() []string {
	rows := make([]string, len(v.Briefing.Numbers))
	for i, n := range v.Briefing.Numbers {
		rows[i] = oneLine(n.Label) + ": " + n.Words(v.Briefing.Period)
	}
	return rows
}

// Counting says how the numbers came about.
func (v briefed) Counting() string {
	return "Events that began in the period, by family; days are counted in " + v.Briefing.Zone + "."
}

func briefingMarkdown(b timeline.Briefing, base string) string {
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
	fmt.Fprintf(&out, "## In numbers\n\n%s\n\n", markdownText(v.Counting()))
	for _, row := range v.NumberRows() {
		fmt.Fprintf(&out, "- %s\n", markdownText(row))
	}
	out.WriteString("\n## References\n\n")
	for _, s := range v.Sources {
		fmt.Fprintf(&out, "%d. %s", s.Number, markdownText(s.Words))
		if s.URL != "" {
			fmt.Fprintf(&out, ": [%s](%s)", markdownText(s.URL), markdownAddress.Replace(s.URL))
		}
		out.WriteString("\n")
	}
	if v.Address != "" {
		fmt.Fprintf(&out, "\nFrom [%s](%s)\n", markdownText(v.Address), markdownAddress.Replace(v.Address))
	}
	return out.String()
}

// section writes a section as Markdown or as plain text.
func (v briefed) section(out *strings.Builder, s briefedSection, first, second string, text func(string) string, marks func(briefedLine) string) {
	if s.Prose && len(s.Groups) == 0 {
		return
	}
	out.WriteString(first + text(s.Heading) + "\n\n")
	if len(s.Groups) == 0 {
		out.WriteString(text(s.Empty) + "\n\n")
	}
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

func briefingText(b timeline.Briefing, base string) string {
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
	fmt.Fprintf(&out, "IN NUMBERS\n\n%s\n\n", v.Counting())
	for _, row := range v.NumberRows() {
		fmt.Fprintf(&out, "- %s\n", row)
	}
	out.WriteString("\nREFERENCES\n\n")
	for _, s := range v.Sources {
		fmt.Fprintf(&out, "[%d] %s", s.Number, s.Words)
		if s.URL != "" {
			fmt.Fprintf(&out, ": %s", s.URL)
		}
		out.WriteString("\n")
	}
	if v.Address != "" {
		fmt.Fprintf(&out, "\n%s\n", v.Address)
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
{{end}}{{range .Sections}}{{if or .Groups (not .Prose)}}<h2>{{.Heading}}</h2>
{{end}}{{$prose := .Prose}}{{range .Groups}}{{with .Heading}}<h3>{{.}}</h3>
{{end}}{{if $prose}}<p>{{range $n, $line := .Lines}}{{if $n}} {{end}}{{.Text}}{{template "marks" .}}{{end}}</p>
{{else}}<ul>
{{range .Lines}}<li>{{.Text}}{{template "marks" .}}</li>
{{end}}</ul>
{{end}}{{else}}{{if not $prose}}<p>{{.Empty}}</p>
{{end}}{{end}}{{end}}<h2>In numbers</h2>
<p>{{.Counting}}</p>
<ul>
{{range .NumberRows}}<li>{{.}}</li>
{{end}}</ul>
<h2>References</h2>
<ol>
{{range .Sources}}<li>{{if .URL}}<a href="{{.URL}}">{{.Words}}</a>{{else}}{{.Words}}{{end}}</li>
{{end}}</ol>
{{with .Address}}<p><a href="{{.}}">{{.}}</a></p>
{{end}}`))
