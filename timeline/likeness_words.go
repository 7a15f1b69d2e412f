package timeline

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is a stem of a report's text with its weight: rare words tell more
// about what a text speaks of than common ones.
type word struct {
	hash   uint32
	weight float32
}

// A vocabulary turns text into weighted stems. Names are left out, since
// actors and places are compared as such, and words that many curated events
// share weigh little.
type vocabulary struct {
	names   map[uint32]bool
	seen    map[uint32]int // curated events that hold the stem
	texts   int
	weights map[uint32]float32
}

func newVocabulary(k Knowledge) vocabulary {
	v := vocabulary{names: map[uint32]bool{}, seen: map[uint32]int{}}
	for _, actor := range k.Actors {
		v.leaveOut(actor.Name, actor.Aliases)
	}
	for _, place := range k.Places {
		v.leaveOut(place.Name, place.Aliases)
	}
	for _, event := range k.Curated {
		v.learn(event.Title + " " + event.Summary)
	}
	v.weights = map[uint32]float32{}
	for stem, n := range v.seen {
		v.weights[stem] = v.rarity(n)
	}
	return v
}

func (v *vocabulary) leaveOut(name string, aliases []string) {
	for _, text := range append([]string{name}, aliases...) {
		for stem := range stems(text) {
			v.names[stem] = true
		}
	}
}

func (v *vocabulary) learn(text string) {
	counted := map[uint32]bool{}
	for stem := range stems(text) {
		if !counted[stem] {
			counted[stem] = true
			v.seen[stem]++
		}
	}
	v.texts++
}

// words gives the stems of texts without those left out, sorted by hash and
// each once, and the length of their vector.
func (v *vocabulary) words(without map[uint32]bool, texts ...string) (list []word, norm float64) {
	list = make([]word, 0, 48)
	for _, text := range texts {
		for stem := range stems(text) {
			if !without[stem] {
				list = append(list, word{hash: stem, weight: v.weight(stem)})
			}
		}
	}
	slices.SortFunc(list, func(a, b word) int { return cmp.Compare(a.hash, b.hash) })
	list = slices.CompactFunc(list, func(a, b word) bool { return a.hash == b.hash })
	for _, w := range list {
		norm += float64(w.weight) * float64(w.weight)
	}
	return list, math.Sqrt(norm)
}

// rarity is the inverse document frequency of a stem that n curated events
// hold (Spärck Jones 1972), scaled to at most 1.
func (v *vocabulary) rarity(n int) float32 {
	if v.texts < 20 {
		return 1
	}
	rarity := math.Log(float64(v.texts+1)/float64(n+1)) / math.Log(float64(v.texts+1))
	return float32(max(rarity, 0.05))
}

func (v *vocabulary) weight(stem uint32) float32 {
	if weight, found := v.weights[stem]; found {
		return weight
	}
	return 1
}

// enoughWords is the weight of shared words from which on a likeness counts
// in full: one word in common proves little, however short the texts.
const enoughWords = 0.6

// cosine is the likeness of two texts from 0 (no word shared) to 1.
func cosine(a, b []word, normA, normB float64) float64 {
	if normA == 0 || normB == 0 {
		return 0
	}
	dot := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].hash == b[j].hash:
			dot += float64(a[i].weight) * float64(b[j].weight)
			i++
			j++
		case a[i].hash < b[j].hash:
			i++
		default:
			j++
		}
	}
	return dot / (normA * normB) * min(1, math.Sqrt(dot)/enoughWords)
}

// stems yields the hash of each content word of a text. Compounds such as
// "30-day" count whole; bare days of the month and years do not count.
func stems(text string) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		var buffer [64]byte
		for token := range strings.FieldsFuncSeq(joinThousands(text), notInWord) {
			word := lower(buffer[:0], strings.Trim(token, "-'’"))
			if stem := stem(word); len(stem) > 0 && !yield(hash32(stem)) {
				return
			}
		}
	}
}

// lower appends the lower-case form of a word; plain letters are the common
// case and cost nothing.
func lower(buffer []byte, token string) []byte {
	for i := range len(token) {
		c := token[i]
		switch {
		case c >= utf8.RuneSelf:
			return append(buffer[:0], strings.ToLower(token)...)
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		buffer = append(buffer, c)
	}
	return buffer
}

func notInWord(r rune) bool {
	if r < utf8.RuneSelf {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '\'')
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '’'
}

// endings are those of English plurals, participles and nouns, the longest
// first.
var endings = []string{"ations", "ation", "ments", "ings", "ment", "ing", "als", "ers", "ies", "ied", "al", "er", "ed", "es", "s", "e", "y"}

// stem cuts the endings of English words: rough, but the same for every text.
// It gives nothing for words that tell nothing.
func stem(token []byte) []byte {
	token = bytes.TrimSuffix(bytes.TrimSuffix(token, []byte("'s")), []byte("’s"))
	if emptyWords[string(token)] || isDayOrYear(string(token)) || len(token) < 3 && !isNumber(string(token)) {
		return nil
	}
	if same, found := synonyms[string(token)]; found {
		return same
	}
	for _, ending := range endings {
		if cut := len(token) - len(ending); cut >= 4 && string(token[cut:]) == ending {
			if same, found := synonyms[string(token[:cut])]; found {
				return same
			}
			return token[:cut]
		}
	}
	return token
}

func isNumber(token string) bool {
	return token != "" && strings.Trim(token, "0123456789") == ""
}

func isDayOrYear(token string) bool {
	if !isNumber(token) {
		return false
	}
	return len(token) <= 2 && token <= "31" || len(token) == 1 || len(token) == 4 && (token[:2] == "19" || token[:2] == "20")
}

// hash32 is FNV-1a (Fowler, Noll, Vo).
func hash32[T string | []byte](text T) uint32 {
	hash := uint32(2166136261)
	for i := range len(text) {
		hash = (hash ^ uint32(text[i])) * 16777619
	}
	return hash
}

// emptyWords are English words that stand in texts about anything, with the
// names of days and months, which dates already speak for.
var emptyWords = wordSet(`the and for that with from this have has had was were are been being will would
	could should can may might must shall its his her their our your they them she him who whom which what when where
	while after before during between against into onto over under about above below than then also not but nor yet
	said says say saying told tell tells according added adding stated made make making take taken took there here
	such some any all both each other another more most many much very just only even still again further since until
	because through via per amid among within without upon out off down way day days week weeks month months year years
	today yesterday tomorrow tonight morning evening night overnight weekend time first second third last next new
	early late earlier later ahead president minister leader official officials government country countries
	monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
	october november december one two three four five six seven eight nine ten`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for token := range strings.FieldsSeq(text) {
		set[token] = true
	}
	return set
}

// synonyms brings words for one thing in reports of diplomacy and war to one
// stem. Keys are words or stems.
var synonyms = synonymSet(
	"talk negotiation negotiat meet met met meeting consultation consult confer conferr discuss discussion held hold",
	"truce ceasefire cease-fire armistice pause halt stop cessation moratorium",
	"swap exchange prisoner pow captive captives detainee serviceman servicemen soldier soldiers",
	"strike attack hit bomb bombard shell shelling raid missile rocket drone drones struck",
	"kill killed dead death deaths die died",
	"deal accord agreement agree agre pact memorandum",
	"cancel cancell scrap call-off shelve",
	"postpone delay defer put-off",
	"suspend freeze froze cut",
	"reject refus refuse rule decline dismiss rebuff",
	"propos propose offer suggest proposal initiative",
	"sanction sanctions embargo blacklist",
	"vote adopt adopt pass approv approve ratif ratify ratification",
	"body bodies remain remains repatriation repatriat",
	"visit travel trip arrive arriv journey",
	"phone telephone call phon spoke speak",
	"announc announce declar declare proclaim",
	"oil petroleum crude",
	"envoy emissary representative delegate delegation negotiator",
)

func synonymSet(groups ...string) map[string][]byte {
	same := map[string][]byte{}
	for _, group := range groups {
		words := strings.Fields(group)
		for _, word := range words {
			same[word] = []byte(words[0])
		}
	}
	return same
}
