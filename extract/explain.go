package extract

import (
	"fmt"
	"strings"

	"truceline/timeline"
)

// An Explanation shows what was seen in an article, for people who write
// rules.
type Explanation struct {
	Note      string // why nothing was read at all, "" normally
	Sentences []SentenceExplanation
	Reports   []timeline.Report
}

// A SentenceExplanation shows the names, the dates and the rules of one
// sentence.
type SentenceExplanation struct {
	Text  string
	Names []string // as printed, with who or what is meant
	Dates []string // as printed, with the reading
	Verbs []string // verb groups with subject
	Rules []string // rules that were tried: fired, or why not
}

// Explain reads like Read and tells why.
func (r *Reader) Explain(a timeline.Article) Explanation {
	d := r.document(a)
	why := &tracer{d: d, lines: make([][]string, len(d.sentences))}
	facts := d.facts(why)
	e := Explanation{Note: why.general, Reports: d.reports(facts)}
	for i := range d.sentences {
		e.Sentences = append(e.Sentences, d.explain(i, why.lines[i]))
	}
	return e
}

func (d *document) explain(n int, rules []string) SentenceExplanation {
	s := &d.sentences[n]
	text, _ := d.quote(s)
	e := SentenceExplanation{Text: text, Rules: rules}
	for _, it := range s.items {
		phrase := d.text[d.tokens[it.start].start:d.tokens[it.end-1].end]
		switch it.kind {
		case aName:
			e.Names = append(e.Names, phrase+" = "+d.meaning(&d.mentions[it.ref]))
		case aDate:
			date := d.dates[it.ref]
			e.Dates = append(e.Dates, fmt.Sprintf("%s = %s..%s (%s): %s", phrase, date.When.Start, date.When.End, date.Rule, date.Reason))
		}
	}
	for i := range s.verbs {
		v := &s.verbs[i]
		line := fmt.Sprintf("%s (clause %d)", d.text[d.tokens[s.items[v.first].start].start:d.tokens[s.items[v.item].start].end], s.items[v.item].clause)
		if who := d.subject(s, v); who >= 0 {
			line += ", subject: " + d.meaning(&d.mentions[who])
		}
		if v.mood != 0 {
			line += ", " + v.mood.String()
		}
		e.Verbs = append(e.Verbs, line)
	}
	return e
}

var moodNames = []string{"negated", "future", "uncertain", "demanded", "wanted", "offered", "refused", "failed", "ongoing", "perfect", "passive", "purpose", "vague", "cancelled", "postponed", "pluperfect"}

func (m mood) String() string {
	var names []string
	for i, name := range moodNames {
		if m&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

func (d *document) meaning(m *mention) string {
	var names []string
	v := d.reader.vocabulary
	for _, a := range m.actors {
		names = append(names, v.Actors[a].ID)
	}
	if m.place >= 0 {
		place := "place " + v.Places[m.place].ID
		if !m.located && len(m.actors) > 0 {
			place = "(not the " + place + ")"
		}
		names = append(names, place)
	}
	if len(names) == 0 {
		return "nobody known"
	}
	return strings.Join(names, ", ")
}

func (e Explanation) String() string {
	var b strings.Builder
	if e.Note != "" {
		fmt.Fprintln(&b, e.Note)
	}
	for i, s := range e.Sentences {
		fmt.Fprintf(&b, "%d. %s\n", i+1, s.Text)
		for _, part := range []struct {
			name  string
			lines []string
		}{{"name", s.Names}, {"date", s.Dates}, {"verb", s.Verbs}, {"rule", s.Rules}} {
			for _, line := range part.lines {
				fmt.Fprintf(&b, "     %s  %s\n", part.name, line)
			}
		}
	}
	fmt.Fprintf(&b, "%d events\n", len(e.Reports))
	for _, r := range e.Reports {
		fmt.Fprintf(&b, "  %s..%s %s %s: %s [%s]\n", r.When.Start, r.When.End, r.Type, r.Status, r.Title, r.Rule)
	}
	return b.String()
}

// A tracer collects why rules fired or not. A nil tracer collects nothing.
type tracer struct {
	d       *document
	general string
	lines   [][]string
}

func (t *tracer) say(note string) {
	if t != nil {
		t.general = note
	}
}

func (t *tracer) note(sentence int, rule *compiled, p *pattern, head int, reason string) {
	if t != nil {
		t.lines[sentence] = append(t.lines[sentence], fmt.Sprintf("%s, %q at %q: no, %s", rule.ID, p.source, t.d.headWord(sentence, head), reason))
	}
}

func (t *tracer) fired(sentence int, f *fact) {
	if t != nil {
		t.lines[sentence] = append(t.lines[sentence], fmt.Sprintf("%s, %q: %s %s %s..%s %s", f.rule.ID, f.match.pattern.source, f.kind, f.status, f.date.when.Start, f.date.when.End, t.d.nameList(f.actors, 9)))
	}
}

func (d *document) headWord(sentence, head int) string {
	return d.word(d.sentences[sentence].items[head].start)
}
