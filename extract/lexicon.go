package extract

import (
	"fmt"
	"slices"
	"strings"
)

// A lexicon knows every phrase that matters: names, offices and the words of
// rules. All phrases stand in one trie over folded words, so that a text is
// looked up once, whatever the number of lists.
type lexicon struct {
	words   map[string]int32 // folded word → id, from 1
	first   []int32          // word id → node of phrases that begin with it; 0 none
	nodes   []node
	classes map[string]int32 // name of a word list → class
	names   []string         // class → name
}

type node struct {
	next    []edge
	entries []entry
}

type edge struct {
	word, node int32
}

type entryKind uint8

const (
	anActor entryKind = iota + 1
	aPlace
	aPeople  // "Ukrainian": the people of an actor
	anOffice // "Foreign Secretary"
	aWord    // a phrase of a word list
)

// An entry is one meaning of a phrase.
type entry struct {
	kind  entryKind
	ref   int32 // actor, place, office phrase or class
	form  form  // of the head verb, for aWord
	caps  uint32
	upper uint32 // which words must be capitalised, which all capitals
	title bool   // a title that is among somebody's names, "Kremlin leader"
}

func newLexicon() *lexicon {
	return &lexicon{words: map[string]int32{}, nodes: make([]node, 1), classes: map[string]int32{}, names: []string{""}}
}

func (l *lexicon) intern(folded string) int32 {
	if id, ok := l.words[folded]; ok {
		return id
	}
	id := int32(len(l.words) + 1)
	l.words[folded] = id
	return id
}

// word gives the id of a word that the code itself asks for.
func (l *lexicon) word(w string) int32 { return l.intern(string(fold(nil, w))) }

// class gives the number of a word list, making one where the name is new.
func (l *lexicon) class(name string) int32 {
	if c, ok := l.classes[name]; ok {
		return c
	}
	c := int32(len(l.names))
	l.classes[name] = c
	l.names = append(l.names, name)
	return c
}

// add puts a phrase with its meaning into the trie.
func (l *lexicon) add(phrase string, e entry) error {
	z := tokenizer{words: map[string]int32{}}
	tokens := z.cut(nil, phrase, 0, len(phrase))
	if len(tokens) == 0 {
		return fmt.Errorf("the phrase %q has no word", phrase)
	}
	if len(tokens) > 16 {
		return fmt.Errorf("the phrase %q is longer than 16 words", phrase)
	}
	at := int32(0)
	for i, t := range tokens {
		w := phrase[t.start:t.end]
		if t.is(capital) && e.caps == 0 { // later words may be printed small: "UN security council"
			e.caps |= 1 << i
		}
		if t.is(upper) && len(strings.ReplaceAll(w, ".", "")) <= 3 {
			e.upper |= 1 << i
		}
		at = l.step(at, i == 0, l.word(w))
	}
	if n := &l.nodes[at]; !slices.Contains(n.entries, e) {
		n.entries = append(n.entries, e)
	}
	return nil
}

// step follows the edge of a word from a node, making it where it is new.
func (l *lexicon) step(from int32, root bool, word int32) int32 {
	if root {
		for int(word) >= len(l.first) {
			l.first = append(l.first, 0)
		}
		if l.first[word] == 0 {
			l.first[word] = l.newNode()
		}
		return l.first[word]
	}
	for _, e := range l.nodes[from].next {
		if e.word == word {
			return e.node
		}
	}
	to := l.newNode()
	l.nodes[from].next = append(l.nodes[from].next, edge{word, to})
	return to
}

func (l *lexicon) newNode() int32 {
	l.nodes = append(l.nodes, node{})
	return int32(len(l.nodes) - 1)
}

// addWords puts a word list into the trie, every phrase in all its forms.
func (l *lexicon) addWords(name string, phrases []string) error {
	c := l.class(name)
	for _, phrase := range phrases {
		for text, f := range spell(phrase) {
			if err := l.add(text, entry{kind: aWord, ref: c, form: f}); err != nil {
				return fmt.Errorf("words %s: %w", name, err)
			}
		}
	}
	return nil
}

// spell gives the forms in which a phrase of a word list is printed: all
// forms of the verb for "to meet", singular and plural for "a round".
func spell(phrase string) map[string]form {
	out := map[string]form{}
	switch verb, isVerb := strings.CutPrefix(phrase, "to "); {
	case isVerb:
		head, rest, _ := strings.Cut(verb, " ")
		for word, f := range inflect(head) {
			out[strings.TrimSpace(word+" "+rest)] |= f
		}
	default:
		text, a := strings.CutPrefix(phrase, "a ")
		if !a {
			text, a = strings.CutPrefix(phrase, "an ")
		}
		out[text] = noun
		if a {
			out[plural(text)] = noun
		}
	}
	return out
}

// A hit is a phrase of the lexicon in a text.
type hit struct {
	start, end int32 // tokens
	entry      entry
}

// scan finds every phrase that begins at token i and ends before end.
func (l *lexicon) scan(dst []hit, tokens []token, i, end int) []hit {
	id := tokens[i].id
	if id == 0 || int(id) >= len(l.first) {
		return dst
	}
	at := l.first[id]
	for j := i; at != 0; {
		for _, e := range l.nodes[at].entries {
			if cased(tokens[i:j+1], e) {
				dst = append(dst, hit{int32(i), int32(j + 1), e})
			}
		}
		j++
		next := int32(0)
		if j < end {
			next = l.follow(at, tokens[j].id)
			if next == 0 && tokens[j].is(initial) && j+1 < end { // Vladimir V. Putin
				if next = l.follow(at, tokens[j+1].id); next != 0 {
					j++
				}
			}
		}
		at = next
	}
	return dst
}

// scanAround finds the verbs of several words that begin at token i and that the tokens between out
// and in part: "called on Tuesday for".
func (l *lexicon) scanAround(dst []hit, tokens []token, i, out, in, end int) []hit {
	id := tokens[i].id
	if id == 0 || int(id) >= len(l.first) {
		return dst
	}
	at := l.first[id]
	for j := i + 1; j < out && at != 0; j++ {
		at = l.follow(at, tokens[j].id)
	}
	for j := in; at != 0 && j < end; j++ {
		if at = l.follow(at, tokens[j].id); at == 0 {
			break
		}
		for _, e := range l.nodes[at].entries {
			if e.kind == aWord && e.form != noun {
				dst = append(dst, hit{int32(i), int32(j + 1), e})
			}
		}
	}
	return dst
}

func (l *lexicon) follow(at, word int32) int32 {
	for _, e := range l.nodes[at].next {
		if e.word == word {
			return e.node
		}
	}
	return 0
}

func cased(tokens []token, e entry) bool {
	if e.caps == 0 {
		return true
	}
	i := -1
	for _, t := range tokens {
		if t.is(initial) && len(tokens) > 1 && i >= 0 {
			continue
		}
		i++
		if e.caps&(1<<i) != 0 && !t.is(capital) || e.upper&(1<<i) != 0 && !t.is(upper) {
			return false
		}
	}
	return true
}
