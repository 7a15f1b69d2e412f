package extract

import (
	"strings"
	"unicode/utf8"

	"truceline/timeline"
)

// maxTitle is the longest title, in characters.
const maxTitle = 90

// statusWords stand before a title that tells of no accomplished fact.
var statusWords = map[timeline.Status]string{
	timeline.Planned: "planned", timeline.Proposed: "proposed", timeline.Rejected: "rejected",
	timeline.Cancelled: "cancelled", timeline.Postponed: "postponed", timeline.Claimed: "reported",
}

// titleOf makes a title in our own words from the template of the rule. In a
// template {actors}, {first}, {others}, {place}, {number}, {subject}, {about} stand
// for what was read; {meet} is a verb in the form that actors and status
// want; [what stands in brackets] goes where something in it is missing.
// After the bar stands the template for facts that have not happened.
func (d *document) titleOf(f *fact) string {
	happened, other, both := strings.Cut(f.title, " | ")
	template := happened
	if f.status != timeline.Happened && both {
		template = other
	}
	if template == "" {
		template = d.reader.label(f.kind) + "[: {actors}][ in {place}]"
	}
	for limit := len(f.actors); ; limit-- {
		title := d.fillTitle(f, template, max(limit, 1))
		if f.status != timeline.Happened && !both && f.rule.Gives.Status == "" {
			title = withStatus(title, template, f.status)
		}
		title = capitalise(title)
		if utf8.RuneCountInString(title) <= maxTitle {
			return title
		}
		if limit <= 1 {
			return shorten(title)
		}
	}
}

// withStatus says in a title that the fact is not accomplished; a verb says
// so itself where it is planned ("to meet").
func withStatus(title, template string, status timeline.Status) string {
	verb := hasVerb(template)
	switch {
	case !verb && !strings.HasPrefix(template, "{"):
		return statusWords[status] + " " + strings.ToLower(title[:1]) + title[1:]
	case !verb:
		return statusWords[status] + " " + title
	case status == timeline.Planned:
		return title
	}
	return title + " (" + statusWords[status] + ")"
}

// titleFields are the fields of a template that are no verbs.
var titleFields = set("actors first others place number subject about")

func hasVerb(template string) bool {
	for {
		_, rest, ok := strings.Cut(template, "{")
		if !ok {
			return false
		}
		name, after, _ := strings.Cut(rest, "}")
		if !titleFields[name] {
			return true
		}
		template = after
	}
}

func (d *document) fillTitle(f *fact, template string, limit int) string {
	var b strings.Builder
	for template != "" {
		open := strings.IndexByte(template, '[')
		if open < 0 {
			text, _ := d.fillPart(f, template, limit)
			b.WriteString(text)
			break
		}
		text, _ := d.fillPart(f, template[:open], limit)
		b.WriteString(text)
		end := open + strings.IndexByte(template[open:], ']')
		if end < open {
			break
		}
		if text, whole := d.fillPart(f, template[open+1:end], limit); whole {
			b.WriteString(text)
		}
		template = template[end+1:]
	}
	return b.String()
}

// fillPart fills the fields of a piece of a template; whole is false where
// one of them is not known.
func (d *document) fillPart(f *fact, text string, limit int) (filled string, whole bool) {
	whole = true
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		end := strings.IndexByte(text, '}')
		if open < 0 || end < open {
			b.WriteString(text)
			return b.String(), whole
		}
		b.WriteString(text[:open])
		value := d.field(f, text[open+1:end], limit)
		whole = whole && value != ""
		b.WriteString(value)
		text = text[end+1:]
	}
}

func (d *document) field(f *fact, name string, limit int) string {
	switch name {
	case "actors":
		return d.nameList(f.actors, limit)
	case "first":
		return d.shortName(f.actors[0])
	case "others":
		return d.nameList(f.actors[1:], limit)
	case "place":
		if f.place < 0 {
			return ""
		}
		return d.reader.vocabulary.Places[f.place].Name
	case "number":
		if len(f.numbers) == 0 {
			return ""
		}
		return grouped(f.numbers[0].Value)
	case "subject":
		return d.subjectOf(f, false)
	case "about":
		return d.subjectOf(f, true)
	}
	return d.conjugate(name, f)
}

func (d *document) conjugate(verb string, f *fact) string {
	switch {
	case f.status != timeline.Happened && f.status != timeline.Claimed && f.rule.Gives.Status == "" && !d.givenOut(f):
		return "to " + verb
	case len(f.actors) == 1 && !pluralName(d.reader.vocabulary.Actors[f.actors[0].actor].Name):
		head, rest, _ := strings.Cut(verb, " ")
		return strings.TrimSpace(thirdPerson(head) + " " + rest)
	}
	return verb
}

// givenOut says whether what lies ahead was already given out by the verb that tells of it: a truce
// is declared today for the weekend.
func (d *document) givenOut(f *fact) bool {
	const open = future | uncertain | wanted | offered
	return f.rule.Gives.Lasts && f.status == timeline.Planned && f.match.verb != nil && d.headMood(&d.sentences[f.sentence], f)&open == 0
}

// pluralName says whether a name is a plural of a common noun: "European leaders".
func pluralName(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return strings.HasSuffix(last, "s") && last[0] >= 'a' && last[0] <= 'z'
}

// subjectOf gives what a fact is about, in words of the pattern or only in
// others: the first phrase of <subject>
// after the head, else in the sentence.
func (d *document) subjectOf(f *fact, others bool) string {
	s := &d.sentences[f.sentence]
	c := d.reader.lexicon.classes[listSubject]
	for _, from := range []int{f.match.head, 0} {
		for i := from; i < len(s.items); i++ {
			if others && i >= f.match.from && i < f.match.to {
				continue
			}
			for _, h := range s.items[i].hits {
				if h.entry.kind == aWord && h.entry.ref == c {
					return strings.ToLower(d.text[d.tokens[h.start].start:d.tokens[h.end-1].end])
				}
			}
		}
	}
	return ""
}

func (d *document) nameList(parts []part, limit int) string {
	names := make([]string, 0, len(parts))
	for i, p := range parts {
		if i >= limit {
			names = append(names, "others")
			break
		}
		names = append(names, d.shortName(p))
	}
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// shortName is how a title calls somebody: the surname for persons whose
// surname is a name of theirs, else the name.
func (d *document) shortName(p part) string {
	if who, ok := d.strangers.byAs[p.as]; ok {
		return who.name
	}
	a := d.reader.vocabulary.Actors[p.actor]
	if a.Kind != "person" {
		return a.Name
	}
	surname := a.Name[strings.LastIndexByte(a.Name, ' ')+1:]
	for _, alias := range a.Aliases {
		if alias == surname {
			return surname
		}
	}
	return a.Name
}

func (r *Reader) label(kind string) string {
	for _, t := range r.vocabulary.Types {
		if t.ID == kind {
			return t.Label
		}
	}
	return kind
}

func capitalise(title string) string {
	r, size := utf8.DecodeRuneInString(title)
	return strings.ToUpper(string(r)) + title[size:]
}

// shorten cuts a title at a word.
func shorten(title string) string {
	runes := []rune(title)
	if len(runes) <= maxTitle {
		return title
	}
	cut := string(runes[:maxTitle-1])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}
