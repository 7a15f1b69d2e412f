package dates

// zones maps the short names of zones, as news uses them, to UTC offsets.
// Source: the IANA time zone database.
var zones = map[string]string{
	"gmt": "UTC", "utc": "UTC", "et": "America/New_York", "pt": "America/Los_Angeles", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
	"mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "bst": "+01:00",
	"cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "jst": "+09:00",
}

// zoneNames maps adjectives before "time" to zones with summer time.
var zoneNames = map[string]string{
	"moscow": "Europe/Moscow", "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "london": "Europe/London",
	"eastern": "America/New_York", "paris": "Europe/Paris", "brussels": "Europe/Brussels", "ankara": "Europe/Istanbul",
	"istanbul": "Europe/Istanbul", "turkish": "Europe/Istanbul", "beijing": "Asia/Shanghai", "tokyo": "Asia/Tokyo",
	"pacific": "America/Los_Angeles", "central": "America/Chicago", "local": "", "jerusalem": "Asia/Jerusalem",
}

// findClock reads "10 p.m.", "10:35 a.m.", "18:20", "1500 GMT", "5 o'clock",
// "4 in the morning".
func findClock(r *reader, h head) (finding, bool) {
	if !r.plainNumber(h.core) && !r.has(h.core, fraction) || r.glued(h.core) {
		return finding{}, false
	}
	c, end, ok := r.clockAt(h.core)
	if !ok {
		return finding{}, false
	}
	f := h.date(end, spec{grain: grainNone, clock: c})
	f.kind, f.resolve = TIME, resolveDayPart
	f.readZone(r)
	return f, true
}

// clockAt reads an hour and what makes sure that it is one.
func (r *reader) clockAt(i int) (c clock, end int, ok bool) {
	c, end, sure := r.hourMinute(i)
	if !c.said {
		return c, end, false
	}
	if after, later := r.meridiem(end); after > end {
		return c.on12(later), after, c.hour >= 1 && c.hour <= 12
	}
	if r.word(end, "o") && r.word(end+1, "'clock", "’clock") {
		return c, end + 2, c.hour >= 1 && c.hour <= 12
	}
	if after, later := r.hourOfDayPart(end); after > end && c.hour <= 12 {
		return c.on12(later), after, true
	}
	if r.is(end, isZone) && r.has(end, shout) {
		return c, end, c.hour < 24
	}
	return c, end, (sure || c.minutes && r.namedZone(end)) && c.hour < 24
}

// namedZone says whether "Kyiv time" or "local time" follows.
func (r *reader) namedZone(i int) bool {
	if !r.word(i+1, "time") {
		return false
	}
	_, known := zoneNames[foldWord(r, i)]
	return known
}

// hourMinute reads "10", "10:35", "10.35", "1035"; sure tells whether the
// form alone says that it is a time of day.
func (r *reader) hourMinute(i int) (c clock, end int, sure bool) {
	t, width := r.at(i), r.width(i)
	switch {
	case t.flags&fraction != 0:
		if width < 4 || width > 5 || r.text[t.end-3] != '.' {
			return clock{}, i, false
		}
		c, end = clock{hour: int(t.num), minute: r.twoDigits(int(t.end) - 2), minutes: true}, i+1
	case width <= 2 && r.mark(i+1, ':'):
		c, end, sure = r.colonClock(i)
	case width == 4:
		c, end = clock{hour: int(t.num) / 100, minute: int(t.num) % 100, minutes: true}, i+1
	case width <= 2:
		c, end = clock{hour: int(t.num)}, i+1
	}
	c.said = end > i && c.hour <= 24 && c.minute <= 59
	return c, end, sure
}

// colonClock reads "10:35" and "10:35:20". Alone, it is a time of day only
// after a preposition: it may be a score or a verse.
func (r *reader) colonClock(i int) (c clock, end int, sure bool) {
	if !r.tight(i+1) || !r.plainNumber(i+2) || !r.tight(i+2) || r.width(i+2) != 2 {
		return clock{}, i, false
	}
	c = clock{hour: int(r.at(i).num), minute: int(r.at(i + 2).num), minutes: true}
	end = i + 3
	if r.mark(end, ':') && r.tight(end) && r.plainNumber(end+1) {
		return c, end + 2, false
	}
	return c, end, r.is(i-1, isPreposition|isConjunction)
}

func (r *reader) twoDigits(at int) int {
	return int(r.text[at]-'0')*10 + int(r.text[at+1]-'0')
}

// meridiem reads "a.m.", "pm" and gives the index after it.
func (r *reader) meridiem(i int) (end int, afternoon bool) {
	if r.is(i, isMeridiem) {
		return i + 1, r.word(i, "pm")
	}
	if !r.word(i, "a", "p") || !r.mark(i+1, '.') || !r.word(i+2, "m") || !r.tight(i+2) {
		return i, false
	}
	end = i + 3
	if r.mark(end, '.') {
		end++
	}
	return end, r.word(i, "p")
}

// hourOfDayPart reads "in the morning", "at night".
func (r *reader) hourOfDayPart(i int) (end int, afternoon bool) {
	switch {
	case r.word(i, "in") && r.is(i+1, isThe) && r.word(i+2, "morning", "afternoon", "evening"):
		return i + 3, !r.word(i+2, "morning")
	case r.word(i, "at") && r.word(i+1, "night"):
		return i + 2, true
	}
	return i, false
}

// on12 turns an hour on the twelve-hour dial into one of 24.
func (c clock) on12(afternoon bool) clock {
	c.hour %= 12
	if afternoon {
		c.hour += 12
	}
	return c
}

// readZone reads "GMT", "EST", "Moscow time", "local time" after a clock.
func (f *finding) readZone(r *reader) {
	i := f.end
	open := r.mark(i, '(')
	if open {
		i++
	}
	name := foldWord(r, i)
	switch {
	case r.is(i, isZone) && r.has(i, shout):
		f.clock.zone, i = zones[name], i+1
	case r.namedZone(i):
		f.clock.zone, i = zoneNames[name], i+2
	default:
		return
	}
	if !open {
		f.end = i
	}
}

// foldWord gives token i in small letters; only short ASCII words matter.
func foldWord(r *reader, i int) string {
	t := r.at(i)
	if t.kind != word || t.end-t.start > longestWord {
		return ""
	}
	b := []byte(r.text[t.start:t.end])
	for k, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[k] = c | 0x20
		}
	}
	return string(b)
}
