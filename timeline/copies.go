package timeline

import (
	"container/heap"
	"encoding/binary"
	"slices"
	"strings"
)

// How texts are compared: by shingles of words, of which the smallest hashes
// are kept (bottom-k sketch: Broder, On the resemblance and containment of
// documents, 1997; Cohen and Kaplan 2007).
const (
	shingleWords = 5
	sketchSize   = 128
	// copyShare is the share of the shorter text that must stand in the
	// longer one for a copy. Agencies' copy is cut at the end and gets a line
	// of its own at the top; two houses at work on one story share quotations.
	copyShare = 0.55
	// leastShingles is how long a text must be for its sketch to tell
	// anything.
	leastShingles = 20
)

// A sketch is how many different shingles a text has and the smallest hashes
// of them.
type sketch struct {
	shingles uint32
	smallest []uint64 // ascending
}

// Sketch makes the near-duplicate sketch of a text: 4 bytes with the number
// of its different shingles, then up to 128 hashes of 8 bytes, big-endian,
// ascending. A text that is too short to tell gives nil.
func Sketch(text string) []byte {
	s := sketchOf(text)
	if s.shingles < leastShingles {
		return nil
	}
	out := binary.BigEndian.AppendUint32(nil, s.shingles)
	for _, hash := range s.smallest {
		out = binary.BigEndian.AppendUint64(out, hash)
	}
	return out
}

func sketchOf(text string) sketch {
	words := strings.FieldsFunc(strings.ToLower(text), notInWord)
	seen := map[uint64]bool{}
	var smallest largestFirst
	for i := range max(0, len(words)-shingleWords+1) {
		hash := hash64(words[i : i+shingleWords])
		if seen[hash] {
			continue
		}
		seen[hash] = true
		if len(smallest) < sketchSize {
			heap.Push(&smallest, hash)
		} else if hash < smallest[0] {
			smallest[0] = hash
			heap.Fix(&smallest, 0)
		}
	}
	slices.Sort(smallest)
	return sketch{uint32(len(seen)), smallest}
}

// largestFirst is a heap of hashes.
type largestFirst []uint64

func (h largestFirst) Len() int           { return len(h) }
func (h largestFirst) Less(i, j int) bool { return h[i] > h[j] }
func (h largestFirst) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *largestFirst) Push(x any)        { *h = append(*h, x.(uint64)) }
func (h *largestFirst) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}

// hash64 is FNV-1a over some words, mixed once more so that close inputs lie
// far apart (the finalizer of MurmurHash3, Appleby).
func hash64(words []string) uint64 {
	hash := uint64(14695981039346656037)
	for _, word := range words {
		for i := range len(word) {
			hash = (hash ^ uint64(word[i])) * 1099511628211
		}
		hash = (hash ^ ' ') * 1099511628211
	}
	hash = (hash ^ hash>>33) * 0xff51afd7ed558ccd
	hash = (hash ^ hash>>33) * 0xc4ceb9fe1a85ec53
	return hash ^ hash>>33
}

// Contained estimates from two sketches which share of the shorter text
// stands in the longer one; 0 where either tells nothing.
func Contained(a, b []byte) float64 {
	x, xOK := readSketch(a)
	y, yOK := readSketch(b)
	if !xOK || !yOK {
		return 0
	}
	same := x.resemblance(y)
	least, all := float64(min(x.shingles, y.shingles)), float64(x.shingles)+float64(y.shingles)
	return min(1, same*all/(1+same)/least)
}

func readSketch(data []byte) (sketch, bool) {
	if len(data) < 4 || (len(data)-4)%8 != 0 {
		return sketch{}, false
	}
	s := sketch{shingles: binary.BigEndian.Uint32(data), smallest: make([]uint64, 0, len(data)/8)}
	for rest := data[4:]; len(rest) > 0; rest = rest[8:] {
		s.smallest = append(s.smallest, binary.BigEndian.Uint64(rest))
	}
	return s, s.shingles > 0 && len(s.smallest) > 0 && slices.IsSorted(s.smallest)
}

// resemblance estimates the share of all shingles that both texts have: the
// share among the smallest hashes of their union.
func (s sketch) resemblance(other sketch) float64 {
	both, n := 0, 0
	for i, j := 0, 0; n < sketchSize && i < len(s.smallest) && j < len(other.smallest); n++ {
		switch {
		case s.smallest[i] == other.smallest[j]:
			both, i, j = both+1, i+1, j+1
		case s.smallest[i] < other.smallest[j]:
			i++
		default:
			j++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(both) / float64(n)
}

// CopyOf gives the id of the article whose text an article repeats, among
// those published around it; "" where it speaks for itself. The original is
// the one that was published first, and at a tie the one by an agency; a copy
// of a copy is one of the original.
func CopyOf(article Article, around []Article) string {
	var original *Article
	for i := range around {
		other := &around[i]
		if other.ID == article.ID || other.URL == article.URL || !precedes(other, &article) || Contained(article.Sketch, other.Sketch) < copyShare {
			continue
		}
		if original == nil || precedes(other, original) {
			original = other
		}
	}
	if original == nil {
		return ""
	}
	return textOf(original)
}

// precedes says whether an article is the likelier original.
func precedes(a, b *Article) bool {
	if !a.Published.Equal(b.Published) {
		return a.Published.Before(b.Published)
	}
	if wire := a.Role == RoleWire; wire != (b.Role == RoleWire) {
		return wire
	}
	return a.ID < b.ID
}
