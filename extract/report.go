package extract

import (
	"strconv"
	"time"

	"truceline/timeline"
)

// reports turns the facts of an article into reports.
func (d *document) reports(facts []*fact) []timeline.Report {
	list := make([]timeline.Report, 0, len(facts))
	for _, f := range facts {
		list = append(list, d.report(f))
	}
	return list
}

func (d *document) report(f *fact) timeline.Report {
	r := d.reader
	s := &d.sentences[f.sentence]
	quote, offset := d.quote(s)
	rep := timeline.Report{
		Topic: r.vocabulary.Topic, ArticleID: d.article.ID,
		Type: f.kind, Status: f.status, Title: d.titleOf(f), When: f.date.when,
		Places: []string{}, Actors: d.participations(f), Numbers: f.numbers,
		Refers: f.rule.Gives.Refers, Significance: d.significance(f), Certainty: d.certainty(f),
		Quote: quote, Offset: offset, QuoteMore: []string{},
		DatePhrase: f.date.phrase, DateOffset: -1, DateRule: f.date.rule, DateReason: f.date.reason,
		Rule: f.rule.ID, Reader: timeline.ReaderRules, Reading: reading, KnownFrom: d.knownFrom(),
	}
	if s.headline {
		rep.Offset = -1
	}
	if rep.Numbers == nil {
		rep.Numbers = []timeline.Number{}
	}
	if rep.When.Implied == nil {
		rep.When.Implied = []string{}
	}
	if f.place >= 0 {
		rep.Places = append(rep.Places, r.vocabulary.Places[f.place].ID)
	}
	if at := f.date.offset - d.body - offset; f.date.offset >= 0 && at >= 0 && at+len(f.date.phrase) <= len(quote) {
		rep.DateOffset = at
	}
	for _, n := range f.more {
		more, _ := d.quote(&d.sentences[n])
		rep.QuoteMore = append(rep.QuoteMore, more)
	}
	rep.ID = timeline.ShortHash(d.article.ID, strconv.Itoa(reading), f.kind, string(f.status), strconv.Itoa(offset), f.rule.ID, strconv.Itoa(f.match.head))
	return rep
}

func (d *document) participations(f *fact) []timeline.Participation {
	list := make([]timeline.Participation, 0, len(f.actors))
	for _, p := range f.actors {
		list = append(list, timeline.Participation{Actor: d.reader.vocabulary.Actors[p.actor].ID, Part: p.part, As: p.as})
	}
	return list
}

// knownFrom is when the article was published: the end of the day where no
// hour is known.
func (d *document) knownFrom() time.Time {
	if d.article.PublishedDay {
		return d.day.EndUTC()
	}
	return d.article.Published
}

// significance weighs the kind of event, the rank of its actors and its
// place in the text, from 1 to 5.
func (d *document) significance(f *fact) int {
	n := f.rule.Gives.Weight
	if n == 0 {
		n = 2
	}
	leaders := 0
	for _, p := range f.actors {
		if d.leadsAs(p, d.day) {
			leaders++
		}
	}
	if leaders >= 2 || leaders == 1 && f.kind != "statement" {
		n++
	}
	if !f.lead {
		n--
	}
	return min(max(n, 1), 5)
}

// certainty says in percent how much was said and how much implied.
func (d *document) certainty(f *fact) int {
	n := map[attachment]int{ownClause: 92, ownSentence: 80, inherited: 65, onPublication: 70}[f.date.how]
	n -= 3 * len(f.date.when.Implied)
	if f.status == timeline.Claimed {
		n -= 15
	}
	n += 2 * len(f.more)
	for _, p := range f.actors {
		if p.part == "" && p.as == "" && d.isPerson(p.actor) {
			n--
		}
	}
	return min(max(n, 5), 99)
}
