package extract

import (
	"strings"
	"unicode/utf8"

	"truceline/extract/dates"
	"truceline/timeline"
)

// A document is an article while it is read.
type document struct {
	reader    *Reader
	article   timeline.Article
	day       timeline.Day // of publication
	text      string       // headline, empty line, body
	body      int          // where the body begins in text
	tokens    []token
	sentences []sentence
	dates     []dates.Date
	mentions  []mention
	named     map[int32]int      // persons who were called by name so far, how often
	site      site               // whom the page speaks for
	strangers standIns           // whom the topic does not list
	surnames  map[string]int32   // persons who were named in full so far, by surname
	held      map[int32][]string // office on the day, by actor, as far as asked for
	atomBuf   []atom             // of the sentence that is being grouped
	plain     []plainName
	hits      []hit // of all tokens
	passed    int   // dates before this one lie behind the tokens read so far
	intervals []dates.Interval
	work      int  // steps taken: names tried, elements and facts compared
	lead      int  // index of the first sentence that tells of the topic
	topical   bool // the whole article is about the topic
	dense     bool // and hardly about anything else
}

// A sentence is a span of tokens, grouped into items.
type sentence struct {
	span
	headline bool
	items    []item
	verbs    []verb
	classes  classSet // word lists that have a phrase in the sentence
	on, off  int      // words of the topic, of other fields
	// whether a quotation is open at the begin and at the end
	opensQuoted, closesQuoted bool
}

type itemKind uint8

const (
	aWordItem itemKind = iota
	aMark
	aName
	aDate
)

// An item is a word, a mark, a name or a date: names and dates are one item,
// however many words they have.
type item struct {
	kind   itemKind
	start  int32 // tokens
	end    int32
	id     int32 // folded word of a word or mark
	ref    int32 // mention or date
	clause int16
	quoted bool
	hits   []hit // word lists that have a phrase beginning here, ends are tokens
}

// A mention is one name, or several joined ones, in the text.
type mention struct {
	kind       mentionKind
	start, end int32    // tokens
	actors     []int32  // who is meant; empty for places and unknown names
	as         []string // the office held, by actor, "" where not said
	place      int32    // place that it can also be, -1 none
	located    bool     // grammar says that the place is meant
	matter     bool     // the place of what is spoken of: "the war in Ukraine"
	possessive bool
	plural     bool
	office     bool // "the Foreign Secretary": known by the office alone
	delegates  bool // "a Norwegian delegation": they travel for their country
}

type mentionKind uint8

const (
	unknownName mentionKind = iota
	person
	country // or an organisation
	placeOnly
	people  // "Ukrainian" before another noun
	pronoun // he, she, they
	pair    // both sides, the two leaders
	roleOf  // "Russian officials": a country by its people in office
)

// read builds the document of an article: tokens, sentences, dates, names.
func (r *Reader) document(a timeline.Article) *document {
	a.Title, a.Text = beginning(a.Title, maxHeadline), beginning(a.Text, maxText)
	d := &document{reader: r, article: a, named: map[int32]int{}, surnames: map[string]int32{}}
	if !a.Published.IsZero() {
		d.day = timeline.DayOf(a.Published)
	}
	d.site = d.siteVoice()
	d.text = d.article.Title + "\n\n" + d.article.Text
	d.body = len(d.article.Title) + 2
	z := tokenizer{words: r.lexicon.words}
	var spans []span
	d.tokens, spans = z.sentences(d.text, 0, len(d.text), make([]token, 0, len(d.text)/5+8), nil)
	d.sentences = make([]sentence, len(spans))
	for i, s := range spans {
		d.sentences[i] = sentence{span: s}
		d.sentences[i].headline = d.isHeadline(s)
	}
	d.findDates()
	d.hits = make([]hit, 0, len(d.tokens))
	for i := range d.sentences {
		d.group(&d.sentences[i])
	}
	d.resolve()
	d.survey()
	return d
}

// isHeadline says whether the sentence is the headline, or repeats it word for
// word, as pages do that print it again above the text.
func (d *document) isHeadline(s span) bool {
	from, to := int(d.tokens[s.start].start), int(d.tokens[s.end-1].end)
	return to < d.body || d.text[from:to] == d.article.Title
}

// An article is read up to these bytes.
const (
	maxText     = 200_000
	maxHeadline = 2_000
)

// beginning gives at most limit bytes of a text, whole words where it has
// any.
func beginning(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	if i := strings.LastIndexAny(text[:limit], " \n"); i > limit/2 {
		return text[:i]
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// findDates reads the headline and the body apart, for a dateline opens the
// body.
func (d *document) findDates() {
	anchor := dates.Anchor{Published: d.day, Feasts: d.reader.feasts}
	d.dates = dates.Find(d.article.Title, anchor)
	d.intervals = dates.Intervals(d.dates)
	n := len(d.dates)
	body := dates.Find(d.article.Text, anchor)
	for _, in := range dates.Intervals(body) {
		in.From += n
		in.To += n
		d.intervals = append(d.intervals, in)
	}
	for _, found := range body {
		found.Start += d.body
		found.End += d.body
		d.dates = append(d.dates, found)
	}
}

func (d *document) word(i int32) string { return d.text[d.tokens[i].start:d.tokens[i].end] }

// quote gives the sentence as printed.
func (d *document) quote(s *sentence) (text string, offset int) {
	from, to := int(d.tokens[s.start].start), int(d.tokens[s.end-1].end)
	return d.text[from:to], from - d.body
}
