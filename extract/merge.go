package extract

import (
	"cmp"
	"slices"

	"truceline/timeline"
)

// merge makes one fact of all that state the same: headline, lead and fifth
// paragraph. A fact without a date only strengthens one that has a date.
func (d *document) merge(facts []fact, why *tracer) []*fact {
	surest := make([]*fact, len(facts))
	for i := range facts {
		surest[i] = &facts[i]
		if d.labels(&facts[i]) {
			facts[i].date = dating{item: -1, offset: -1, how: undated}
		}
	}
	slices.SortStableFunc(surest, func(a, b *fact) int {
		return cmp.Or(cmp.Compare(a.date.how, b.date.how), d.headings(a)-d.headings(b), cmp.Compare(a.sentence, b.sentence))
	})
	kept := surest[:0] // never longer than what was looked at
	for _, f := range surest {
		if o := d.same(kept, f); o != nil {
			d.join(o, f)
			continue
		}
		if reason := needless(f, len(kept)); reason != "" {
			why.note(f.sentence, f.rule, f.match.pattern, f.match.head, reason)
			continue
		}
		kept = append(kept, f)
	}
	slices.SortStableFunc(kept, func(a, b *fact) int { return cmp.Compare(a.sentence, b.sentence) })
	return kept
}

// headings counts a heading after the sentences of the text: these know who
// and where more exactly.
func (d *document) headings(f *fact) int {
	if d.sentences[f.sentence].headline {
		return 1
	}
	return 0
}

// labels says whether a heading names what it is about by a month or year
// that has begun: "February 2025 call". The text tells the day of its news.
func (d *document) labels(f *fact) bool {
	return d.sentences[f.sentence].headline && f.date.how <= ownSentence && f.status == timeline.Happened &&
		f.date.when.Days() > 7 && f.date.when.Start <= d.day && !f.rule.Gives.Lasts
}

// maxFacts bounds the facts of one article, and with it the work of merging.
const maxFacts = 200

// needless tells why a fact that nothing else states is not kept, "" if it
// is.
func needless(f *fact, kept int) string {
	switch {
	case f.date.weak():
		return "nothing dates it"
	case kept >= maxFacts:
		return "the article has told of as many events as are kept"
	}
	return ""
}

// headlines says whether one of two facts of a type and a day is the headline
// of the other: "UN adopts resolution".
func (d *document) headlines(o, f *fact) bool {
	return o.kind == f.kind && o.kind != "statement" && f.date.how == onPublication && d.sentences[f.sentence].headline && o.lead && sameTime(o.date.when, f.date.when)
}

// same finds the kept fact that states the same as f.
func (d *document) same(kept []*fact, f *fact) *fact {
	for _, o := range kept {
		if d.states(o, f) {
			return o
		}
	}
	return nil
}

func (d *document) states(o, f *fact) bool {
	d.work++
	if !alike(o, f) || !d.sharesActor(o, f) && !d.headlines(o, f) {
		return false
	}
	if d.otherPartner(o, f) {
		return false
	}
	if calledOff(o.status) != calledOff(f.status) || calledOff(o.status) && o.status != f.status {
		return false
	}
	if o.rule.Gives.Lasts && f.rule.Gives.Lasts && o.spell(f) {
		return true
	}
	if o.place >= 0 && f.place >= 0 && !d.samePlace(o.place, f.place) && (f.date.how != onPublication || f.rule.Gives.Against || f.rule.Gives.Parties) {
		return false
	}
	if o.kind == "statement" && d.headings(f) > 0 && f.date.how == onPublication {
		return near(o.date.when, f.date.when)
	}
	if f.date.how == inherited && o.kind == f.kind && o.status == timeline.Proposed && f.status == o.status {
		return true // the same demand, told again
	}
	if d.recapped(o, f) {
		return true
	}
	if o.kind == "statement" || f.date.how <= inherited && o.date.how <= inherited {
		return sameTime(o.date.when, f.date.when)
	}
	if d.headings(f) > 0 && f.date.how == onPublication && o.rule == f.rule && !f.rule.Gives.Lasts && o.sentence <= d.lead && o.date.how == ownClause && o.status == f.status {
		return true // the headline of what the lead dates
	}
	if f.date.how == onPublication {
		return o.status == f.status && (sameTime(o.date.when, f.date.when) || o.rule.Gives.Group == f.rule.Gives.Group && near(o.date.when, f.date.when) || o.status != timeline.Happened)
	}
	return o.status == f.status || f.status == timeline.Happened && f.match.verb == nil
}

// recapped says whether the lead tells without a day what a later sentence dates: "X has said
// that …. On Thursday, X said".
func (d *document) recapped(o, f *fact) bool {
	return o.rule == f.rule && o.kind == "statement" && f.date.how == onPublication && o.date.how == ownClause && f.sentence <= d.lead && o.sentence > f.sentence &&
		f.match.verb != nil && o.date.when.Days() == 1 && near(o.date.when, f.date.when)
}

// otherPartner says whether two facts are of two parties each and share only
// one: who calls two leaders on one day makes two calls.
func (d *document) otherPartner(o, f *fact) bool {
	if o.kind != f.kind || o.kind != "agreement_signed" && o.kind != "phone_call" || len(o.actors) != 2 || len(f.actors) != 2 || d.headings(o)+d.headings(f) > 0 || o.assumed || f.assumed {
		return false
	}
	shared := 0
	for _, p := range o.actors {
		if slices.ContainsFunc(f.actors, func(q part) bool {
			return p.actor == q.actor || d.reader.code(p.actor) != "" && d.reader.code(p.actor) == d.reader.code(q.actor)
		}) {
			shared++
		}
	}
	return shared < 2
}

func calledOff(s timeline.Status) bool {
	return s == timeline.Postponed || s == timeline.Cancelled || s == timeline.Rejected
}

// alike says whether two facts are of one type, or of types of one group
// that tell of one occasion.
func alike(o, f *fact) bool {
	if o.kind == f.kind {
		return true
	}
	return o.rule.Gives.With && f.rule.Gives.With && o.rule.Gives.Group != "" && o.rule.Gives.Group == f.rule.Gives.Group
}

func sameTime(a, b timeline.When) bool {
	return a.Overlaps(b)
}

func near(a, b timeline.When) bool {
	a1, a2 := a.Bounds()
	b1, b2 := b.Bounds()
	return a1.Add(-2) <= b2 && b1.Add(-2) <= a2
}

func (d *document) samePlace(a, b int32) bool {
	if a == b {
		return true
	}
	p, q := d.reader.vocabulary.Places[a], d.reader.vocabulary.Places[b]
	if p.Country != q.Country || p.Country == "" {
		return false
	}
	return p.Kind == "country" || q.Kind == "country" || p.Kind == "building" || q.Kind == "building" || p.LiesIn(q) || q.LiesIn(p)
}

// sharesActor says whether the same actor takes part, or an actor of the
// same country.
func (d *document) sharesActor(o, f *fact) bool {
	for _, p := range o.actors {
		for _, q := range f.actors {
			if p.actor == q.actor || d.reader.code(p.actor) != "" && d.reader.code(p.actor) == d.reader.code(q.actor) && (o.kind != "statement" || !d.isPerson(p.actor) || !d.isPerson(q.actor)) {
				return true
			}
		}
	}
	return false
}

// join takes over what the second statement of a fact adds.
func (d *document) join(o, f *fact) {
	if f.sentence != o.sentence && !slices.Contains(o.more, f.sentence) && len(o.more) < 4 {
		o.more = append(o.more, f.sentence)
	}
	if o.place < 0 || f.place >= 0 && d.finer(f.place, o.place) {
		if f.place >= 0 {
			o.place = f.place
		}
	}
	if o.rule.Gives.Lasts && f.rule.Gives.Lasts {
		o.stretch(f)
	} else if f.date.how <= ownSentence && o.date.how <= ownSentence && f.date.when.Days() > 0 && (o.date.when.Days() == 0 || f.date.when.Days() < o.date.when.Days()) {
		o.date = f.date
	}
	explicit := f.date.how <= ownSentence && o.date.how <= ownSentence || len(o.actors) == 1 && f.date.how <= onPublication
	within := alike(o, f) && !f.assumed && (f.includes(o) || d.sends(f, o))
	for _, p := range f.actors {
		if explicit && !f.assumed && len(o.actors) < 12 && !slices.ContainsFunc(o.actors, func(have part) bool { return have.actor == p.actor }) && (o.kind == f.kind || within) && o.rule.Gives.With {
			o.actors = append(o.actors, p)
		}
	}
	d.dropRepeats(o)
	d.retype(o, f)
	if len(o.numbers) == 0 {
		o.numbers = f.numbers
	}
	if d.outcome(o, f) {
		o.status = f.status
	}
	o.lead = o.lead || f.lead
}

// sends says whether o is told of the delegations of those who take part in f: "a delegation flew
// to Oslo; its head met the minister there".
func (d *document) sends(f, o *fact) bool {
	return !slices.ContainsFunc(o.actors, func(p part) bool {
		return d.isPerson(p.actor) || !slices.ContainsFunc(f.actors, func(q part) bool {
			return p.actor == q.actor || d.isPerson(q.actor) && d.reader.code(p.actor) == d.reader.code(q.actor)
		})
	})
}

// includes says whether all who take part in o take part in f.
func (f *fact) includes(o *fact) bool {
	return !slices.ContainsFunc(o.actors, func(p part) bool {
		return !slices.ContainsFunc(f.actors, func(q part) bool { return p.actor == q.actor })
	})
}

// retype lets all who take part decide the type, by the rule of either statement: an envoy
// who travels and the leader whom he meets negotiate.
func (d *document) retype(o, f *fact) {
	best := *o
	for _, g := range []fact{*o, *f} {
		if g.rule == f.rule && f.date.how > o.date.how {
			continue
		}
		g.actors, g.place, g.date = o.actors, o.place, o.date
		if !g.resumed {
			g.kind, g.rank, g.title = g.rule.Type, g.rule.Gives.Rank, g.rule.Gives.Title
			d.become(&g)
		}
		if g.rank > best.rank || g.rule == o.rule && g.rank == best.rank {
			best = g
		}
	}
	o.kind, o.title, o.rank = best.kind, best.title, best.rank
}

// outcome says whether one sentence tells what came of the plan that the
// other recalls: "was to vote on 8 May", in a report that it has voted.
func (d *document) outcome(o, f *fact) bool {
	_, end := o.date.when.Bounds()
	return o.rule == f.rule && o.status == timeline.Planned && f.status == timeline.Happened && end <= d.day && f.match.verb != nil && f.match.verb.form&past != 0 && d.headings(f) == 0
}

// finer says whether place a lies inside place b.
func (d *document) finer(a, b int32) bool {
	p, q := d.reader.vocabulary.Places[a], d.reader.vocabulary.Places[b]
	return p.Country == q.Country && q.Kind == "country" && p.Kind != "country"
}
