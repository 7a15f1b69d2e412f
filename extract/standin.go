package extract

import (
	"strings"

	"truceline/timeline"
)

// A standIn is somebody whom the topic does not list, but whose country it
// does: "Norwegian President Ola Nordmann". The country takes part for him;
// his name and office are what it takes part as.
type standIn struct {
	name  string
	leads bool // his office makes a leader
}

// standIns are the strangers that an article has named with country and
// office.
type standIns struct {
	byAs      map[string]standIn // by name and office, "Ola Nordmann, President"
	bySurname map[string]mention // how to read the surname alone, later on
}

// maxStandIn is how many bytes of name and office are kept.
const maxStandIn = 80

// standIn lets the country act by the stranger whose office stands in the
// tokens from and to. It gives the stranger as he is where no one country is
// known.
func (p *nameParser) standIn(country mention, from, to int32, stranger mention) mention {
	d := p.d
	if stranger.kind != unknownName || len(stranger.actors) > 0 || len(country.actors) != 1 {
		return stranger
	}
	name := d.phrase(stranger.start, stranger.end)
	as := name + ", " + d.phrase(from, to)
	if len(as) > maxStandIn {
		return stranger
	}
	whole := stranger
	whole.kind, whole.place = person, -1
	whole.actors, whole.as = country.actors[:1:1], []string{as}
	if d.strangers.byAs == nil {
		d.strangers = standIns{map[string]standIn{}, map[string]mention{}}
	}
	d.strangers.byAs[as] = standIn{name, d.leadingOffice(from, to)}
	d.strangers.bySurname[d.word(stranger.end-1)] = whole
	return whole
}

// standsIn gives the name of the person who takes part for a country that is
// listed, if it is so.
func (r *Reader) standsIn(p timeline.Participation) (name string, ok bool) {
	i, listed := r.index[p.Actor]
	if !listed || r.vocabulary.Actors[i].Kind == "person" {
		return "", false
	}
	name, _, ok = strings.Cut(p.As, ", ")
	return name, ok
}

// leadingOffice says whether the tokens, "Norwegian Prime Minister", end with
// an office that makes a leader.
func (d *document) leadingOffice(from, to int32) bool {
	offices := &d.reader.offices
	for i := from; i < to; i++ {
		if ref, ok := offices.byText[foldPhrase(d.phrase(i, to))]; ok {
			return offices.leaders[offices.phrases[ref].kind]
		}
	}
	return false
}

// phrase gives the text of the tokens as printed.
func (d *document) phrase(from, to int32) string {
	return d.text[d.tokens[from].start:d.tokens[to-1].end]
}

// personal says whether the part is a person's, by name or by his country.
func (d *document) personal(actor int32, as string) bool {
	_, stands := d.strangers.byAs[as]
	return stands || d.isPerson(actor)
}

// leadsAs says whether who takes part is a leader on the day of the article.
func (d *document) leadsAs(p part, day timeline.Day) bool {
	if who, ok := d.strangers.byAs[p.as]; ok {
		return who.leads
	}
	return d.reader.leads(p.actor, day)
}

// apposed reads the office after the name of a stranger, which takes the
// atoms from i to n: "Ola Nordmann, Norway's foreign minister,".
func (p *nameParser) apposed(stranger mention, i, n int) (mention, int) {
	k := n + 1
	if !p.is(n, ",") || n-i < 2 {
		return stranger, n - i
	}
	if p.id(k) == p.d.reader.grammar.the {
		k++
	}
	if kind := p.kind(k); kind != countryAtom && kind != peopleAtom && kind != officeAtom {
		return stranger, n - i
	}
	office, width := p.read(k)
	end := k + width
	if width == 0 || len(office.actors) != 1 || !office.office && office.kind != roleOf || p.kind(end) != markAtom {
		return stranger, n - i
	}
	whole := p.standIn(p.countryOf(office), office.start, office.end, stranger)
	if p.is(end, ",") {
		end++
	}
	whole.end = p.atoms[end-1].end
	return whole, end - i
}

// countryOf gives the country of whoever is meant, nobody where it is no actor.
func (p *nameParser) countryOf(m mention) mention {
	c, ok := p.d.reader.countryActor[p.d.reader.code(m.actors[0])]
	if !ok {
		return mention{}
	}
	return p.meant(mention{}, c)
}

// particles stand between the parts of a name.
var particles = set("van von der den de del della di da du la le bin ben al el ter ten zu")

// strangers gives the number of atoms that a stranger's name at atom i takes:
// "Kassym-Jomart Tokayev", "Hanke Bruins Slot", "David van Weel".
func (p *nameParser) strangers(i int) int {
	n := 1
	for {
		j := i + n
		if p.is(j, "-") && p.tight(j) {
			j++
		}
		for k := j; j == i+n && k < j+3 && p.kind(k) == otherAtom && particles[p.d.word(p.atoms[k].start)]; k++ {
			if p.kind(k+1) == strangerAtom {
				j = k + 1
			}
		}
		if p.kind(j) != strangerAtom {
			return n
		}
		n = j + 1 - i
	}
}
