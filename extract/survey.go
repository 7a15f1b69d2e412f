package extract

// A classSet is a set of word lists, one bit each.
type classSet []uint64

func (c classSet) add(class int32) { c[class/64] |= 1 << (class % 64) }

func (c classSet) has(class int32) bool { return c[class/64]&(1<<(class%64)) != 0 }

// hasAll says whether every list of want is in the set.
func (c classSet) hasAll(want []int32) bool {
	for _, class := range want {
		if !c.has(class) {
			return false
		}
	}
	return true
}

// survey notes what every sentence holds, once, so that rules need not look
// through a sentence that cannot fit.
func (d *document) survey() {
	size := (len(d.reader.lexicon.names) + 63) / 64
	all := make(classSet, size*len(d.sentences))
	for n := range d.sentences {
		s := &d.sentences[n]
		s.classes = all[n*size : (n+1)*size : (n+1)*size]
		for i := range s.items {
			for _, h := range s.items[i].hits {
				if h.entry.kind == aWord {
					s.classes.add(h.entry.ref)
				}
			}
		}
		s.on, s.off = d.counts(s)
	}
}
