package dates

import (
	"strings"
	"time"
)

// A holiday is a feast whose day the calendar fixes.
type holiday struct {
	name  string // in small letters, "'s" apart
	day   func(year int) civil
	words []string
}

// holidays lists feasts by name; of names that begin alike the longer wins.
// Feasts that follow the moon as it is seen are left out.
var holidays = indexHolidays([]holiday{
	{name: "christmas", day: fixed(time.December, 25)},
	{name: "christmas day", day: fixed(time.December, 25)},
	{name: "christmas eve", day: fixed(time.December, 24)},
	{name: "orthodox christmas", day: fixed(time.January, 7)},
	{name: "orthodox christmas day", day: fixed(time.January, 7)},
	{name: "orthodox christmas eve", day: fixed(time.January, 6)},
	{name: "boxing day", day: fixed(time.December, 26)},
	{name: "new year 's day", day: fixed(time.January, 1)},
	{name: "new year 's eve", day: fixed(time.December, 31)},
	{name: "new year 's", day: fixed(time.January, 1)},
	{name: "new year", day: fixed(time.January, 1)},
	{name: "easter", day: westernEaster},
	{name: "easter sunday", day: westernEaster},
	{name: "easter day", day: westernEaster},
	{name: "easter monday", day: after(westernEaster, 1)},
	{name: "good friday", day: after(westernEaster, -2)},
	{name: "palm sunday", day: after(westernEaster, -7)},
	{name: "orthodox easter", day: orthodoxEaster},
	{name: "orthodox easter sunday", day: orthodoxEaster},
	{name: "orthodox easter monday", day: after(orthodoxEaster, 1)},
	{name: "orthodox good friday", day: after(orthodoxEaster, -2)},
	{name: "victory day", day: fixed(time.May, 9)},
	{name: "victory in europe day", day: fixed(time.May, 8)},
	{name: "may day", day: fixed(time.May, 1)},
	{name: "international women 's day", day: fixed(time.March, 8)},
	{name: "valentine 's day", day: fixed(time.February, 14)},
	{name: "st . patrick 's day", day: fixed(time.March, 17)},
	{name: "st patrick 's day", day: fixed(time.March, 17)},
	{name: "halloween", day: fixed(time.October, 31)},
	{name: "armistice day", day: fixed(time.November, 11)},
	{name: "veterans day", day: fixed(time.November, 11)},
	{name: "bastille day", day: fixed(time.July, 14)},
	{name: "thanksgiving", day: nth(4, time.Thursday, time.November)},
	{name: "thanksgiving day", day: nth(4, time.Thursday, time.November)},
	{name: "martin luther king day", day: nth(3, time.Monday, time.January)},
	{name: "memorial day", day: lastMondayOfMay},
	{name: "labor day", day: nth(1, time.Monday, time.September)},
	{name: "columbus day", day: nth(2, time.Monday, time.October)},
	{name: "election day", day: electionDay},
})

func indexHolidays(list []holiday) map[uint16][]holiday {
	index := make(map[uint16][]holiday)
	for _, h := range list {
		h.words = strings.Fields(h.name)
		first := lexicon[h.words[0]]
		index[first] = append(index[first], h)
	}
	return index
}

func fixed(month time.Month, day int) func(int) civil {
	return func(year int) civil { return civilOf(year, month, day) }
}

func after(feast func(int) civil, days civil) func(int) civil {
	return func(year int) civil { return feast(year) + days }
}

// nth gives the n-th such weekday of a month.
func nth(n int, weekday time.Weekday, month time.Month) func(int) civil {
	return func(year int) civil {
		first := civilOf(year, month, 1)
		return first + civil((int(weekday)-int(first.weekday())+7)%7+7*(n-1))
	}
}

func lastMondayOfMay(year int) civil { return civilOf(year, time.May, 31).monday() }

// electionDay is the Tuesday after the first Monday of November.
func electionDay(year int) civil { return nth(1, time.Monday, time.November)(year) + 1 }

// westernEaster follows the Gregorian computus in the form of Meeus, Jones
// and Butcher.
func westernEaster(year int) civil {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return civilOf(year, time.Month(n/31), n%31+1)
}

// orthodoxEaster follows the Julian computus of Meeus; the Julian day is then
// turned into the Gregorian one.
func orthodoxEaster(year int) civil {
	d := (19*(year%19) + 15) % 30
	e := (2*(year%4) + 4*(year%7) - d + 34) % 7
	n := d + e + 114
	julianLag := year/100 - year/400 - 2
	return civilOf(year, time.Month(n/31), n%31+1+julianLag)
}

// feastsOf prepares the feasts of a topic.
func feastsOf(feasts []Feast) []holiday {
	list := make([]holiday, len(feasts))
	for i, f := range feasts {
		name := strings.NewReplacer("’s", " 's", "'s", " 's").Replace(strings.ToLower(f.Name))
		list[i] = holiday{name: name, day: fixed(f.Month, f.Day), words: strings.Fields(name)}
	}
	return list
}

// feastAt gives the feast with the longest name that stands at token i; those
// of the topic go first.
func (r *reader) feastAt(i int) *holiday {
	var best *holiday
	for _, list := range [][]holiday{r.feasts, holidays[r.at(i).lex]} {
		for k := range list {
			if (best == nil || len(list[k].words) > len(best.words)) && r.words(i, list[k].words) {
				best = &list[k]
			}
		}
	}
	return best
}

// findHoliday reads "Easter", "last Thanksgiving", "Orthodox Christmas 2024".
func findHoliday(r *reader, h head) (finding, bool) {
	if !r.has(h.core, capital) {
		return finding{}, false
	}
	best := r.feastAt(h.core)
	if best == nil {
		return finding{}, false
	}
	end := h.core + len(best.words)
	year, after := r.yearAfter(end)
	if year != 0 {
		end = after
	} else if !r.holidayAlone(best, end) {
		return finding{}, false
	}
	f := h.withoutThe().date(end, spec{grain: grainDay, year: year, holiday: best})
	f.resolve = resolveHoliday
	return f, true
}

// holidayAlone refuses "Christmas tree" and "Easter truce", which name no
// day; "Victory Day parade" does.
func (r *reader) holidayAlone(h *holiday, end int) bool {
	t := r.at(end)
	if len(h.words) > 1 && h.words[len(h.words)-1] != "year" || t.kind != word || t.flags&sentence != 0 {
		return !r.mark(end, '”') || !r.mark(end-len(h.words)-1, '“')
	}
	return r.is(end, isGrammar|isPast|isModal|isPresent)
}

// resolveHoliday works out the day of a feast.
func resolveHoliday(c *context, f *finding) reading {
	if f.year != 0 {
		return absolute(dayPoint(f.holiday.day(f.year)))
	}
	if !c.based() {
		return reading{}
	}
	year := c.base.year()
	on := func(y int) point { return dayPoint(f.holiday.day(y)) }
	switch f.relation {
	case relLast, relPast:
		if on(year).first >= c.base {
			year--
		}
		return c.at(on(year), impliedYear, c.why("The last such day before"))
	case relNext, relComing:
		if on(year).first <= c.base {
			year++
		}
		return c.at(on(year), impliedYear, c.why("The next such day after"))
	case relThis:
		return c.at(on(year), impliedYear, c.why("In the year of"))
	}
	return c.ownYear(f, on)
}
