package extract

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// A text of an office has a voice: whom "I" and "we" mean outside quotations. It
// is who signs it ("Statement by …", "Dear compatriots"), or whose page it is.

const (
	pageLists  = "pages of "       // lists of hosts whose pages speak for an office or a body
	shortLists = "short names of " // lists of words that mean a body once it has been named
)

// addPages takes the hosts whose pages speak for an office or a body.
func (r *Reader) addPages() error {
	r.pages, r.bodyPages, r.short = map[string]string{}, map[string]int32{}, map[int32][]int32{}
	for _, name := range sortedKeys(r.vocabulary.Words) {
		if id, ok := strings.CutPrefix(name, shortLists); ok {
			i, known := r.index[id]
			if !known {
				return fmt.Errorf("words %s: no actor has the id %q", name, id)
			}
			for _, word := range r.vocabulary.Words[name] {
				w := r.lexicon.word(word)
				r.short[w] = append(r.short[w], i)
			}
		}
		of, ok := strings.CutPrefix(name, pageLists)
		if !ok {
			continue
		}
		body, known := r.index[of]
		if _, office := r.vocabulary.Words[officeLists+of]; !office && !known {
			return fmt.Errorf("words %s: there is neither a list %q nor an actor %q", name, officeLists+of, of)
		}
		for _, host := range r.vocabulary.Words[name] {
			if known {
				r.bodyPages[host] = body
			} else {
				r.pages[host] = of
			}
		}
	}
	return nil
}

// A site is whom the page speaks for, if anybody: who holds an office, or a body.
type site struct {
	actor int32
	as    string
	kind  mentionKind
	ok    bool
}

// siteVoice gives whom the page speaks for on the day.
func (d *document) siteVoice() site {
	u, err := url.Parse(d.article.URL)
	if err != nil {
		return site{}
	}
	host := strings.TrimPrefix(u.Hostname(), "www.")
	if body, ok := d.reader.bodyPages[host]; ok {
		return site{actor: body, kind: country, ok: true}
	}
	for _, h := range d.reader.offices.kinds[d.reader.pages[host]] {
		if h.office.Country == d.home() && h.office.HeldOn(d.day) {
			return site{actor: h.actor, as: h.office.Title, kind: person, ok: true}
		}
	}
	return site{}
}

// voiceOfSite gives a mention of whoever the page speaks for, -1 where it
// speaks for nobody.
func (d *document) voiceOfSite() int32 {
	if !d.site.ok {
		return -1
	}
	return d.speaks(d.site)
}

// bodyCalled gives the body that the capital word at a token means, "the Council": of those
// that are called so the one that the text named last, or whose page it is.
func (d *document) bodyCalled(s *sentence, i int32) (actor int32, ok bool) {
	t := d.tokens[i]
	bodies := d.reader.short[t.id]
	if t.id == 0 || len(bodies) == 0 || !t.is(capital) || i > int32(s.start) && d.tokens[i-1].id != d.reader.grammar.the {
		return 0, false
	}
	if i+1 < int32(s.end) && (d.tokens[i+1].is(capital) || d.tokens[i+1].id == d.reader.grammar.of) && !s.headline {
		return 0, false // the Council of Ministers
	}
	for n := len(d.mentions) - 1; n >= 0; n-- {
		for _, a := range d.mentions[n].actors {
			if slices.Contains(bodies, a) {
				return a, true
			}
		}
	}
	return d.site.actor, d.site.ok && slices.Contains(bodies, d.site.actor)
}

// speaks makes a mention of who speaks and is not named.
func (d *document) speaks(who site) int32 {
	d.mentions = append(d.mentions, mention{kind: who.kind, place: -1, office: who.kind == person, actors: d.reader.alone[who.actor : who.actor+1 : who.actor+1], as: []string{who.as}})
	return int32(len(d.mentions) - 1)
}

// signed gives the mention of whoever the heading says speaks, "Opening remarks
// by the minister", -1 where it names nobody so.
func (d *document) signed(s *sentence) int32 {
	g := d.reader.grammar
	genre := false
	for i := range s.items {
		it := &s.items[i]
		if it.kind == aName && genre {
			p := d.prepositionBefore(s, i)
			if p < 0 || s.items[p].id != g.by && s.items[p].id != g.from && s.items[p].id != g.of {
				genre = false
				continue
			}
			if m := &d.mentions[it.ref]; len(m.actors) > 0 && m.kind != people {
				return it.ref
			}
			return -1
		}
		if it.kind == aMark {
			genre = false
		}
		if it.kind == aWordItem && genres[strings.ToLower(d.word(it.start))] {
			genre = true
		}
	}
	return -1
}

// signedBelow gives the mention of the one whose name and office are a line of their own right
// below one that only says what kind of text it is: "PRESS STATEMENT / A. B., MINISTER", -1
// where the line is no such.
func (d *document) signedBelow(s *sentence) int32 {
	if len(s.items) < 2 || len(s.items) > 6 || s.items[0].kind != aName || len(s.verbs) > 0 || !d.isComma(s, 1) {
		return -1
	}
	m := &d.mentions[s.items[0].ref]
	for n := range d.sentences {
		if &d.sentences[n] != s || n == 0 || n > openingSentences {
			continue
		}
		above := &d.sentences[n-1]
		if len(above.verbs) > 0 || len(above.items) == 0 || len(above.items) > 3 || m.kind != person || len(m.actors) != 1 {
			return -1
		}
		if last := above.items[len(above.items)-1]; genres[strings.ToLower(d.word(last.end-1))] {
			return s.items[0].ref
		}
	}
	return -1
}

// genres are kinds of text that somebody speaks.
var genres = set("statement statements remarks address speech message keynote comments declaration communique communiqué")

// addressed gives a mention of the leader of the people whom the sentence
// addresses, "Fellow Norwegians!", -1 where it addresses none.
func (d *document) addressed(s *sentence) int32 {
	if len(s.verbs) > 0 {
		return -1
	}
	for i := range s.items {
		it := &s.items[i]
		if it.kind != aName || len(d.mentions[it.ref].actors) != 1 || !d.pluralPeople(it.end-1) {
			continue
		}
		if !(i > 0 && dear[strings.ToLower(d.word(s.items[i-1].start))]) && !(i+1 < len(s.items) && d.word(s.items[i+1].start) == "!") {
			return -1
		}
		if lead := d.reader.offices.leading(d.reader.code(d.mentions[it.ref].actors[0]), d.day); len(lead) == 1 {
			return d.speaks(site{actor: lead[0].actor, as: lead[0].office.Title, kind: person})
		}
		return -1
	}
	return -1
}

// dear are words of an address.
var dear = set("dear fellow my great")

// openingSentences is how many sentences of a text can hold its address.
const openingSentences = 4
