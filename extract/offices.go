package extract

import (
	"slices"
	"strings"

	"truceline/timeline"
)

// offices knows who held which office on which day.
type offices struct {
	phrases []officePhrase
	byText  map[string]int32
	kinds   map[string][]holder // kind of office → everybody who ever held one
	leaders map[string]bool     // kinds of office that make a leader
}

// An officePhrase is a title as printed, "foreign secretary", and the kind of
// office that it names: the name of the list that holds it, or itself.
type officePhrase struct {
	text, kind string
	plural     bool
}

type holder struct {
	actor  int32
	office timeline.Office
	title  string // folded, without country
}

// officeLists is the prefix of word lists that name offices; the list that is
// called "office leader" names no office but whoever leads.
const officeLists = "office "

func (l *lexicon) compileOffices(v Vocabulary) (offices, error) {
	o := offices{byText: map[string]int32{}, kinds: map[string][]holder{}, leaders: map[string]bool{}}
	kindOf := map[string]string{}
	for _, name := range sortedKeys(v.Words) {
		if kind, ok := strings.CutPrefix(name, officeLists); ok {
			for _, phrase := range v.Words[name] {
				for text := range spell(phrase) {
					kindOf[foldPhrase(text)] = kind
					if err := o.add(l, text, kind, text != strings.TrimPrefix(strings.TrimPrefix(phrase, "a "), "an ")); err != nil {
						return o, err
					}
				}
			}
		}
	}
	for i, actor := range v.Actors {
		for _, office := range actor.Offices {
			title := bareTitle(office.Title)
			kind, known := kindOf[foldPhrase(title)]
			if !known {
				kind = foldPhrase(title)
				kindOf[kind] = kind
				if err := o.add(l, title, kind, false); err != nil {
					return o, err
				}
			}
			o.kinds[kind] = append(o.kinds[kind], holder{int32(i), office, foldPhrase(title)})
		}
	}
	for _, title := range v.Words["leaders"] {
		if kind, ok := kindOf[foldPhrase(title)]; ok {
			o.leaders[kind] = true
		}
	}
	return o, nil
}

// add knows a title in lower case and in capitals.
func (o *offices) add(l *lexicon, text, kind string, plural bool) error {
	key := foldPhrase(text)
	ref, ok := o.byText[key]
	if !ok {
		ref = int32(len(o.phrases))
		o.byText[key] = ref
		o.phrases = append(o.phrases, officePhrase{key, kind, plural})
	}
	return l.add(strings.ToLower(text), entry{kind: anOffice, ref: ref})
}

// bareTitle takes the country off a title: "President of Ukraine" is
// "President", "Secretary of State" stays.
func bareTitle(title string) string {
	title, _, _ = strings.Cut(title, " (")
	for _, head := range []string{"President", "Acting President", "Vice President", "President-elect"} {
		if strings.HasPrefix(title, head+" of ") {
			rest := strings.TrimPrefix(title, head+" of ")
			if !strings.HasPrefix(rest, "the European") && !strings.HasPrefix(rest, "the Republic") && !strings.HasPrefix(rest, "the Confed") {
				return head
			}
		}
	}
	return title
}

// holders gives who held an office of the phrase on the day: in the country,
// or anywhere where country is empty.
func (o *offices) holders(phrase int32, country string, day timeline.Day) []holder {
	p := o.phrases[phrase]
	if p.kind == "leader" {
		return o.leading(country, day)
	}
	var found []holder
	for _, h := range o.kinds[p.kind] {
		if (country == "" || h.office.Country == country) && h.office.HeldOn(day) {
			found = append(found, h)
		}
	}
	if country == "" && len(found) > 1 { // "the Foreign Secretary": this very title
		exact := slices.DeleteFunc(slices.Clone(found), func(h holder) bool { return h.title != p.text })
		if len(exact) > 0 {
			found = exact
		}
	}
	return found
}

// holds says whether the actor held an office of the kind on the day; "leader"
// is any office that makes one.
func (o *offices) holds(actor int32, kind string, day timeline.Day) bool {
	if kind == "leader" {
		for k := range o.leaders {
			if k != kind && o.holds(actor, k, day) {
				return true
			}
		}
		return false
	}
	return slices.ContainsFunc(o.kinds[kind], func(h holder) bool { return h.actor == actor && h.office.HeldOn(day) })
}

// leading gives whoever leads the country: the president, or the head of government beside a
// President of the Republic, who represents.
func (o *offices) leading(country string, day timeline.Day) []holder {
	if country == "" {
		return nil
	}
	var found, governing []holder
	for _, kind := range sortedKeys(o.leaders) {
		for _, h := range o.kinds[kind] {
			if h.office.Country != country || !h.office.HeldOn(day) {
				continue
			}
			if h.title == "president" {
				return []holder{h}
			}
			found = append(found, h)
			if h.title != "president of the republic" {
				governing = append(governing, h)
			}
		}
	}
	if len(governing) == 1 {
		return governing
	}
	return found
}

// peers gives who leads a country in an office like that of the leader, or
// whoever leads it where there is only one.
func (o *offices) peers(leader int32, country string, day timeline.Day) []holder {
	var all, same []holder
	for _, kind := range sortedKeys(o.leaders) {
		own := slices.ContainsFunc(o.kinds[kind], func(h holder) bool { return h.actor == leader && h.office.HeldOn(day) })
		for _, h := range o.kinds[kind] {
			if h.office.Country != country || !h.office.HeldOn(day) {
				continue
			}
			all = append(all, h)
			if own && h.title == "president" {
				same = append(same, h)
			}
		}
	}
	if len(same) == 1 {
		return same
	}
	return all
}

// heldBy gives the office of one actor on the day of the article, as the
// list that a mention of this actor alone has.
func (d *document) heldBy(actor int32) []string {
	if d.held == nil {
		d.held = map[int32][]string{}
	}
	as, ok := d.held[actor]
	if !ok {
		as = []string{held(&d.reader.vocabulary.Actors[actor], d.day)}
		d.held[actor] = as
	}
	return as[:1:1]
}

// held gives the office that the actor held on the day, "" where none is
// known; of several the first listed.
func held(actor *timeline.Actor, day timeline.Day) string {
	for _, office := range actor.Offices {
		if office.HeldOn(day) {
			return office.Title
		}
	}
	return ""
}

func foldPhrase(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = string(fold(nil, w))
	}
	return strings.Join(words, " ")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
