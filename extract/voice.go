package extract

import (
	"fmt"
	"net/url"
	"strings"
)

// A text of an office has a voice: whom "I" and "we" mean outside quotations. It
// is who signs it ("Statement by …", "Dear compatriots"), or whose page it is.

// pageLists is the prefix of lists of hosts whose pages speak for an office.
const pageLists = "pages of "

// addPages takes the hosts whose pages speak for an office.
func (r *Reader) addPages() error {
	r.pages = map[string]string{}
	for _, name := range sortedKeys(r.vocabulary.Words) {
		kind, ok := strings.CutPrefix(name, pageLists)
		if !ok {
			continue
		}
		if _, known := r.vocabulary.Words[officeLists+kind]; !known {
			return fmt.Errorf("words %s: no list is called %q", name, officeLists+kind)
		}
		for _, host := range r.vocabulary.Words[name] {
			r.pages[host] = kind
		}
	}
	return nil
}

// A site is whom the page speaks for, if anybody.
type site struct {
	holder
	ok bool
}

// siteVoice gives who holds, on the day, the office that the page speaks for.
func (d *document) siteVoice() site {
	u, err := url.Parse(d.article.URL)
	if err != nil {
		return site{}
	}
	kind, ok := d.reader.pages[strings.TrimPrefix(u.Hostname(), "www.")]
	if !ok {
		return site{}
	}
	for _, h := range d.reader.offices.kinds[kind] {
		if h.office.Country == d.home() && h.office.HeldOn(d.day) {
			return site{h, true}
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
	return d.speaks(d.site.holder)
}

// speaks makes a mention of who speaks and is not named.
func (d *document) speaks(h holder) int32 {
	d.mentions = append(d.mentions, mention{kind: person, place: -1, office: true, actors: d.reader.alone[h.actor : h.actor+1 : h.actor+1], as: []string{h.office.Title}})
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
			return d.speaks(lead[0])
		}
		return -1
	}
	return -1
}

// dear are words of an address.
var dear = set("dear fellow my great")

// openingSentences is how many sentences of a text can hold its address.
const openingSentences = 4
