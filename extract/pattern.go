package extract

import (
	"fmt"
	"slices"
	"strings"
)

// A pattern is a compiled pattern of a rule. The head is the word that the
// search starts from; its verb group gives the status.
type pattern struct {
	source   string
	elements []element
	head     int
	classes  []int32 // the lists that it names: all must occur in the sentence
}

type elementKind uint8

const (
	literal elementKind = iota // one of some words
	class                      // <list>
	slot                       // {actor}
	gap                        // ...
)

type element struct {
	kind  elementKind
	words []int32 // literal
	class int32
	voice voice
	slot  slotKind
	part  string // of the actor that fills the slot; "-" takes no part
	close bool   // only articles may stand before it
}

type voice uint8

const (
	anyVoice voice = iota
	activeVoice
	passiveVoice
)

type slotKind uint8

const (
	actorSlot slotKind = iota + 1
	actorsSlot
	leaderSlot
	personSlot
	sideSlot
	peopleSlot
	placeSlot
	dateSlot
	bodySlot
	numberSlot
	delegatesSlot
)

var slotKinds = map[string]slotKind{
	"actor": actorSlot, "actors": actorsSlot, "leader": leaderSlot, "person": personSlot, "side": sideSlot,
	"people": peopleSlot, "place": placeSlot, "date": dateSlot, "number": numberSlot,
	"body": bodySlot, "delegates": delegatesSlot,
}

// maxElements bounds the length of a pattern, and with it the work of
// matching.
const maxElements = 16

// compile reads a pattern. Lists that it names must exist.
func (l *lexicon) compile(source string, lists map[string][]string) (pattern, error) {
	p := pattern{source: source, head: -1}
	for _, word := range parts(source) {
		e, err := l.element(word, lists)
		if err != nil {
			return p, fmt.Errorf("%q: %w", source, err)
		}
		p.elements = append(p.elements, e)
	}
	if n := len(p.elements); n == 0 || n > maxElements {
		return p, fmt.Errorf("%q has %d elements; 1 to %d are allowed", source, n, maxElements)
	}
	for _, e := range p.elements {
		if e.kind == class {
			p.classes = append(p.classes, e.class)
		}
	}
	p.head = headOf(p.elements, l, lists)
	if p.head < 0 {
		return p, fmt.Errorf("%q names no <list>, so nothing says where to look", source)
	}
	if p.elements[0].kind == gap || p.elements[len(p.elements)-1].kind == gap {
		return p, fmt.Errorf("%q begins or ends with a gap, which says nothing", source)
	}
	return p, nil
}

// parts cuts a pattern at its spaces, save those inside <a list>.
func parts(source string) []string {
	var list []string
	for source = strings.TrimSpace(source); source != ""; source = strings.TrimSpace(source) {
		end := strings.IndexByte(source, ' ')
		if strings.HasPrefix(strings.TrimPrefix(source, "="), "<") {
			end = strings.IndexByte(source, '>') + 1
		}
		if end <= 0 {
			end = len(source)
		}
		list = append(list, source[:end])
		source = source[end:]
	}
	return list
}

// headOf chooses the first list with verbs, else the first list.
func headOf(elements []element, l *lexicon, lists map[string][]string) int {
	first := -1
	for i, e := range elements {
		if e.kind != class {
			continue
		}
		if slices.ContainsFunc(lists[l.names[e.class]], func(w string) bool { return strings.HasPrefix(w, "to ") }) {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

func (l *lexicon) element(word string, lists map[string][]string) (element, error) {
	switch {
	case word == "...":
		return element{kind: gap}, nil
	case strings.HasPrefix(word, "="):
		e, err := l.element(word[1:], lists)
		e.close = true
		return e, err
	case strings.HasPrefix(word, "<") && strings.HasSuffix(word, ">"):
		return l.classElement(word[1:len(word)-1], lists)
	case strings.HasPrefix(word, "{") && strings.HasSuffix(word, "}"):
		name, part, _ := strings.Cut(word[1:len(word)-1], ":")
		kind, ok := slotKinds[name]
		if !ok {
			return element{}, fmt.Errorf("{%s} is none of %s", name, strings.Join(sortedKeys(slotKinds), ", "))
		}
		return element{kind: slot, slot: kind, part: part}, nil
	case strings.ContainsAny(word, "<>{}"):
		return element{}, fmt.Errorf("%s is neither a word, <list>, {slot} nor a gap (...)", word)
	}
	e := element{kind: literal}
	for _, w := range strings.Split(word, "|") {
		e.words = append(e.words, l.word(w))
	}
	return e, nil
}

func (l *lexicon) classElement(name string, lists map[string][]string) (element, error) {
	e := element{kind: class}
	name, suffix, _ := strings.Cut(name, ".")
	switch suffix {
	case "":
	case "active":
		e.voice = activeVoice
	case "passive":
		e.voice = passiveVoice
	default:
		return e, fmt.Errorf("<%s.%s>: a verb is active or passive", name, suffix)
	}
	if _, ok := lists[name]; !ok {
		return e, fmt.Errorf("no list of words is called %q", name)
	}
	e.class = l.class(name)
	return e, nil
}
